import type { DataProblemCode } from "../data-problem-codes.ts";

/** What can be wrong with ward files and what to do, in Vietnamese; `{name}` stands for an argument. */
export const dataProblems: Readonly<Record<DataProblemCode, string>> = {
  "data/absent-columns":
    "không tệp nào có cột: {fields} → coi là thiếu số liệu; các cột không dùng đến: {unused}; model-ward template cho tên cột đúng",
  "data/ambiguous-number":
    "ô {cell} ({heading}): {seen} có thể là phân nhóm hoặc thập phân → nói rõ bằng --decimal , hoặc --decimal . hoặc viết lại ô không có dấu phân nhóm",
  "data/appraised-unknown":
    "phường {ward} có số liệu thẩm định kỳ {period} nhưng không có số liệu tự đánh giá → kiểm tra mã và kỳ trong hai tệp",
  "data/bad-period": 'kỳ "{seen}" không đọc được → viết như {example}',
  "data/became-date":
    "ô {cell} ({heading}): {seen} là ngày: Excel đã đổi số kiểu 7/8 thành ngày → định dạng cột là Text rồi gõ lại 7/8; hoặc chia thành hai cột đạt và tổng số",
  "data/became-serial":
    "ô {cell} ({heading}): {seen} là số mà Excel dùng cho ngày {day}: số kiểu 7/8 đã bị đổi thành ngày → định dạng cột là Text rồi gõ lại 7/8; hoặc chia thành hai cột đạt và tổng số",
  "data/both-marks":
    "ô {cell} ({heading}): {seen} bên cạnh {other}: một cột có hai dấu, và {seen} có thể là phân nhóm hoặc thập phân → sửa cột, hoặc nói rõ bằng --decimal , hoặc --decimal .",
  "data/check-failed": "{ward}: số liệu trái với quy tắc {id} {title} ({rule}) → sửa số liệu",
  "data/check-warned": "{ward}: số liệu trái với quy tắc {id} {title} ({rule}) → kiểm tra lại",
  "data/conflicting-cells": '{ward}, "{heading}": ở đây {seen}, ở {where} {other} → giữ một giá trị đúng',
  "data/cut-short":
    'các dòng kết thúc kiểu Excel nhưng dòng cuối thì không: "{seen}" có thể đã bị cắt cụt → lấy lại tệp; nếu tệp đã đủ, gõ Enter ở cuối tệp, hoặc lưu lại dạng CSV UTF-8 trong Excel',
  "data/dash-missing":
    'cột "{heading}": {count} ô ghi như "{seen}" (dòng {lines}) → coi là thiếu số liệu; nếu nghĩa là 0: --dash zero',
  "data/dash-zero": 'cột "{heading}": {count} ô ghi như "{seen}" (dòng {lines}) tính là 0 theo --dash zero',
  "data/date-serial":
    "ô {cell} ({heading}): {seen} là số mà Excel dùng cho ngày {day} → định dạng cột là Date (dd/mm/yyyy) rồi xuất lại",
  "data/divided-by-zero": "{ward}: {id} {title} chia một số khác 0 cho 0 → sửa mẫu số",
  "data/duplicate-column": 'cột "{seen}" trùng với cột "{other}" → xoá một cột',
  "data/duplicate-row": "{ward} đã có ở dòng {line} cùng kỳ → xoá dòng thừa",
  "data/file-changed": "tệp bị thay đổi trong lúc đang đọc → chạy lại lệnh",
  "data/empty": "tệp rỗng → chọn tệp khác",
  "data/eth-letter": '"{seen}" có chữ Ð (chữ Iceland) thay cho Đ → đọc là Đ; nên gõ lại bằng bộ gõ tiếng Việt',
  "data/excel-error":
    "ô {cell} ({heading}): {seen} là lỗi của Excel → sửa công thức hoặc độ rộng cột trong Excel, hoặc xóa ô nếu chưa có số liệu",
  "data/formula-without-value":
    "{heading}: công thức {seen} chưa được tính nên ô không có giá trị → mở tệp bằng Excel để tính rồi lưu lại",
  "data/group-heading":
    'tiêu đề có hai dòng, và "{seen}" không phải tên đã biết; riêng "{known}" thì có → xóa dòng nhóm nếu nó không đổi nghĩa, hoặc viết đủ tên trong một dòng',
  "data/group-row": "không dùng dòng phía trên tiêu đề: {seen} → kiểm tra dòng này có đổi nghĩa của các cột không",
  "data/grouped-count":
    'cột "{heading}": {count} ô như {seen} (dòng {lines}) được đọc là có dấu phân nhóm nghìn, {read} → kiểm tra lại; nói rõ dấu thập phân bằng --decimal',
  "data/half-ratio": "ô {cell} ({heading}): tỷ số chỉ có một nửa ({seen}) → điền cả hai số hoặc để trống cả hai",
  "data/heading-unit":
    'không dùng cột "{seen}": tiêu đề ghi {named}, còn {suggestion} tính bằng {unit} → đổi số liệu nếu khác đơn vị, rồi chỉ ghi {suggestion}',
  "data/hidden-columns": "các cột đang bị ẩn vẫn được đọc như mọi cột khác: {seen} → bỏ ẩn và kiểm tra số liệu",
  "data/hidden-rows":
    "các dòng đang bị ẩn hoặc bị lọc vẫn được đọc như mọi dòng khác ({count} dòng; dòng {lines}) → bỏ ẩn và kiểm tra chúng có thuộc số liệu không",
  "data/hidden-sheet": "trang tính “{sheet}” đã đọc đang bị ẩn trong sổ tính → kiểm tra đã đúng trang tính chưa",
  "data/inexact": 'ô {cell} ({heading}): "{seen}" là khoảng hoặc bất đẳng thức → ghi đúng một con số',
  "data/input-too-large": "dữ liệu vào lớn hơn {most} MB → lưu ra tệp",
  "data/is-html": "đây là trang web (HTML hoặc XML) mang tên tệp bảng tính → mở bằng Excel rồi lưu dạng CSV UTF-8",
  "data/is-xls": "đây là tệp Excel cũ (.xls), hoặc tệp có mật khẩu → lưu dạng .xlsx không mật khẩu, hoặc CSV UTF-8",
  "data/join-needs-code": "có tệp có cột mã phường, có tệp không → thêm cột mã vào mọi tệp",
  "data/legacy-tcvn3":
    "chữ gõ bằng phông TCVN3 (ABC) cũ, ví dụ {seen} → thêm --encoding tcvn3, hoặc chuyển mã bằng UniKey",
  "data/legacy-vni":
    "chữ gõ bằng phông VNI cũ, ví dụ {seen} → chuyển sang Unicode bằng UniKey (Ctrl+Shift+F6) rồi lưu dạng CSV UTF-8",
  "data/lost-letters": "chữ đã mất khi lưu tệp: {seen} → lấy lại tệp gốc và lưu dạng CSV UTF-8 trong Excel",
  "data/lost-zeros":
    "{count} mã phường bị mất số 0 ở đầu (dòng {lines}): {seen} được đọc là {ward} → định dạng cột là Text",
  "data/merged-cells":
    "ô {cell} ({heading}) nằm dưới một ô gộp ({seen}) → bỏ gộp ô và ghi số liệu riêng cho từng phường",
  "data/merged-header": "tiêu đề có hai dòng, đã ghép lại: {seen} → kiểm tra các cột bằng model-ward inspect",
  "data/mojibake":
    "chữ UTF-8 đã bị mở như Windows-1252 rồi lưu lại, ví dụ {seen} → lấy lại tệp gốc, mở trong Excel bằng Data › From Text/CSV, chọn UTF-8",
  "data/mojibake-1258":
    "chữ Windows-1258 đã bị đọc như Windows-1252, ví dụ {seen} → lấy lại tệp gốc và dùng --encoding windows-1258",
  "data/more-problems": "còn {count} vấn đề nữa không liệt kê → sửa các vấn đề trên rồi chạy lại",
  "data/more-than": "{heading} là {seen}, nhiều hơn {other} ({most}) → sửa một trong hai",
  "data/no-code-column": "không có cột mã phường: chỉ nhận phường theo tên → nên thêm cột mã, vì tên có thể trùng",
  "data/no-figures":
    "không cột nào là chỉ số của bộ tiêu chí, như {fields}; các cột không dùng đến: {unused} → sửa tiêu đề; model-ward template cho tên cột đúng",
  "data/no-header":
    "không dòng nào có ít nhất hai tên cột đã biết; đã thấy: {seen} → dùng tên cột của model-ward template; xem thêm bằng model-ward inspect",
  "data/no-indicator": "dòng không ghi tên chỉ tiêu → điền cột Chỉ tiêu",
  "data/no-line-end":
    'dòng cuối không có dấu xuống dòng: "{seen}" có thể đã bị cắt cụt → kiểm tra dòng cuối; gõ Enter ở cuối tệp',
  "data/no-period":
    "không có cột năm hoặc kỳ, và các dòng tiêu đề không nêu đúng một năm → thêm cột Năm, hoặc dùng --period {example}",
  "data/no-rows": "có tiêu đề nhưng không có dòng dữ liệu → thêm dữ liệu",
  "data/no-rows-judged":
    "không có dòng nào để đánh giá: tệp có kỳ {periods}, bộ tiêu chí có hiệu lực {from} – {to} → kiểm tra kỳ, --period và bộ tiêu chí",
  "data/no-such-sheet": "không có trang tính tên “{seen}” → chọn một trong: {values}",
  "data/no-ward-code": '"{seen}" không có mã phường và không có số liệu → điền mã, hoặc xóa dòng nếu là tên mục',
  "data/no-ward-column": "không có cột mã hoặc tên phường → thêm một cột: {headings}",
  "data/no-ward-name": "dòng không có tên phường → điền tên, hoặc xóa dòng nếu không phải phường",
  "data/not-a-boolean": 'ô {cell} ({heading}): "{seen}" không rõ là có hay không → viết Đạt hoặc Không đạt',
  "data/not-a-choice": 'ô {cell} ({heading}): "{seen}" không nằm trong: {values} → chọn một',
  "data/not-a-count": "ô {cell} ({heading}): {seen} không phải số đếm → số nguyên từ 0",
  "data/not-a-date": 'ô {cell} ({heading}): "{seen}" không phải ngày → viết dd/mm/yyyy hoặc yyyy-mm-dd',
  "data/not-a-number": 'ô {cell} ({heading}): "{seen}" không phải số → sửa ô, hoặc để trống nếu chưa có số liệu',
  "data/not-a-ratio":
    'ô {cell} ({heading}): "{seen}" không phải tỷ số → viết như 7/8 trong cột định dạng Text, hoặc chia thành hai cột đạt và tổng số',
  "data/not-a-workbook":
    "đây là tệp nén nhưng không phải sổ tính Excel (.xlsx): {seen} → lưu dạng .xlsx hoặc CSV UTF-8",
  "data/not-applicable-not-allowed":
    'ô {cell} ({heading}): không được khai "{seen}" ở chỉ số này → điền số liệu hoặc để trống',
  "data/not-in-file":
    "{count} phường có trong tệp khác nhưng không có trong tệp này: {seen} → số liệu của tệp này coi là thiếu; kiểm tra mã",
  "data/not-utf8":
    "tệp không phải UTF-8, và bảng mã 8 bit thì không đoán → lưu lại dạng CSV UTF-8 trong Excel; hoặc thêm --encoding windows-1258, hoặc --encoding tcvn3 nếu tệp dùng phông TCVN3 (ABC)",
  "data/nul-bytes": "tệp có byte 0 ở vị trí {offset}, không phải văn bản UTF-8 → lưu lại dạng CSV UTF-8",
  "data/number-code": "mã phường {seen} đã bị Excel đổi thành số → định dạng cột là Text rồi gõ lại năm chữ số",
  "data/number-row": "không phải phường ({reason}): {seen}",
  "data/numbers-or-ward":
    "dòng dưới tiêu đề có thể là dòng đánh số cột hoặc là một phường: {seen} → đặt số trong ngoặc, (1) (2), hoặc xóa dòng; nếu là phường thì ghi mã",
  "data/odd-code": '"{seen}" ở cột mã phường không phải mã năm chữ số → sửa mã, hoặc xóa dòng nếu không phải phường',
  "data/other-sheets":
    "chỉ đọc trang tính “{sheet}”; các trang tính sau cũng có số liệu phường: {values} → kiểm tra đã đúng trang tính chưa, hoặc chỉ rõ bằng --sheet",
  "data/other-unit": "ô {cell} ({heading}): {seen} có đơn vị khác {unit} → đổi số liệu và ghi không kèm đơn vị",
  "data/out-of-range": "ô {cell} ({heading}): {seen} nằm ngoài khoảng {low} – {high} → sửa ô",
  "data/overlong-number": "ô {cell} ({heading}): số có hơn 30 chữ số → sửa ô",
  "data/percent-as-fraction":
    "{heading}: cả {count} số liệu nằm giữa 0 và 1, như thể 0,97 là 97 % → --percent-as fraction nếu đúng vậy, --percent-as percent nếu thật sự là phần trăm",
  "data/percent-not-wanted": "ô {cell} ({heading}): {seen} có dấu % nhưng chỉ số không phải phần trăm → bỏ %",
  "data/percent-small":
    'cột "{heading}": {count} số như {seen} (dòng {lines}) thấp hơn hẳn mức thường gặp → kiểm tra có phải 0,95 nghĩa là 95 % không',
  "data/perhaps-total":
    '"{seen}" giống dòng tổng, đơn vị cấp trên hoặc ghi chú và không có mã phường → xóa dòng, hoặc điền mã nếu là một phường',
  "data/points-out-of-range":
    "{ward}: điểm của {id} {title} nằm ngoài giới hạn → sửa số liệu (ví dụ 8 điểm cho tối đa 7)",
  "data/province-differs":
    "{heading} là {seen}, khác dòng {line} cùng tỉnh cùng kỳ → số liệu chung của tỉnh phải như nhau",
  "data/ragged-row":
    "dòng có {seen} ô, tiêu đề có {expected}: {text} → có thể là dấu phẩy thập phân không đặt trong ngoặc kép; sửa dòng",
  "data/ratio-columns":
    "{seen} cần một cột n/m, hoặc hai cột đạt và tổng số; nếu mỗi số liệu một dòng thì ghi một dòng n/m → sửa lại",
  "data/ratio-over-one": "ô {cell} ({heading}): {seen} – số đạt lớn hơn tổng số, hoặc có số âm → sửa hai số",
  "data/record-too-long": "một dòng dài hơn {most} byte → kiểm tra dấu ngoặc kép",
  "data/rejection-needs-reason":
    "ô {cell} ({heading}): {seen} – không chấp nhận mà không ghi lý do → ghi lý do sau dấu hai chấm: không chấp nhận: …",
  "data/renamed": "mã {ward} là {seen}, trước đó là {other} → đơn vị đã sáp nhập hoặc đổi tên: đánh giá riêng",
  "data/rounded-at-threshold":
    '{ward}: {id} {title}, "{heading}": {seen} nằm đúng ngưỡng và ít chữ số thập phân hơn các ô cùng cột → có thể đã làm tròn; hỏi lại tử số và mẫu số',
  "data/second-header":
    "dưới dòng tiêu đề là chữ thay vì số liệu: {seen} → viết đủ tên cột trong một dòng và xóa dòng này",
  "data/section-or-ward":
    '"{seen}" đánh số như tên mục nhưng có số liệu, mà tệp không có mã phường → xóa dòng nếu là mục, hoặc bỏ dấu mục trước tên phường',
  "data/self-contradicts":
    "{ward} ({period}): số liệu tự đánh giá mâu thuẫn → không có kết quả tự đánh giá để so sánh; chỉ xem kết quả thẩm định",
  "data/short-code":
    "{seen} là mã cấp huyện hoặc tỉnh giữa các mã phường năm chữ số ({name}) → xóa dòng nếu là dòng tổng, hoặc ghi đủ năm chữ số",
  "data/skipped-row": "bỏ qua dòng ({reason}): {seen} → điền mã phường nếu đây là một phường",
  "data/standard-begins": "bộ tiêu chí bắt đầu có hiệu lực giữa kỳ {period} → đánh giá theo ngày cuối kỳ",
  "data/stray-quote": 'dấu ngoặc kép lạc trong ô → viết hai dấu "" cho một dấu',
  "data/stray-quote-text":
    'cột "{heading}": {count} ô có dấu ngoặc kép lạc (dòng {lines}) → giữ nguyên; viết hai dấu "" cho một dấu',
  "data/swallowed-row":
    "một ô chứa nội dung giống dòng của phường khác: {seen} → dấu ngoặc kép mở sớm hoặc không đóng; sửa dấu ngoặc kép",
  "data/threshold-changes": "{title} thay đổi trong kỳ {period} → dùng giá trị của ngày cuối kỳ",
  "data/tick-columns":
    "không đọc dấu đánh vào một trong hai cột ({seen}) → dùng một cột ghi Đạt hoặc Không đạt; hai cách trình bày đọc được: mỗi phường một dòng, mỗi chỉ tiêu một cột (Mã phường; Năm; …), hoặc mỗi số liệu một dòng (Mã phường; Năm; Chỉ tiêu; Giá trị)",
  "data/title-period":
    "không có cột năm; dòng tiêu đề ghi {period} → lấy cho mọi dòng; nên thêm cột Năm, hoặc dùng --period",
  "data/title-row": "phía trên tiêu đề: {seen}",
  "data/title-unit":
    "dòng tiêu đề ghi đơn vị tính {seen}, bộ tiêu chí dùng {unit} → đổi số liệu và sửa dòng đơn vị tính",
  "data/too-large": "{ward}: {id} {title} vượt quá giới hạn tính toán → sửa số liệu",
  "data/too-many-columns": "{seen} cột, tối đa {most} → bớt cột",
  "data/two-decimal-marks":
    "ô {cell} ({heading}): {seen} dùng dấu thập phân khác phần còn lại của tệp ({proof}) → dùng một dấu",
  "data/two-digit-year":
    'cột "{heading}": {count} ô ghi năm hai chữ số (dòng {lines}), {seen} được đọc là năm {year} → ghi đủ bốn chữ số',
  "data/two-names": "mã {ward} mang hai tên trong một kỳ: {seen} và {other} → sửa mã hoặc tên",
  "data/two-provinces": "{ward} có hai tỉnh trong một kỳ: {seen} và {other} → sửa cột tỉnh",
  "data/two-tables": "tệp có hai bảng: {seen} → mỗi tệp chỉ để một bảng",
  "data/unclear-negative":
    'ô {cell} ({heading}): "{seen}" có thể hiểu ngược dưới nhãn phủ định → viết Đạt hoặc Không đạt',
  "data/unclosed-quote": 'ngoặc kép mở mà không đóng → thêm dấu " đóng',
  "data/undecodable": "tệp không đúng bảng mã {encoding} → lưu lại dạng CSV UTF-8 trong Excel",
  "data/unknown-column": 'không dùng cột "{seen}"',
  "data/unknown-column-like": 'không dùng cột "{seen}" → nếu là {suggestion}, hãy sửa tiêu đề cho đúng',
  "data/us-date": "ô {cell} ({heading}): {seen} viết theo kiểu Mỹ (tháng/ngày/năm) → ghi dd/mm/yyyy hoặc yyyy-mm-dd",
  "data/utf16-unmarked": "tệp là {encoding} không có dấu BOM → đã đọc như vậy; nên lưu lại dạng CSV UTF-8",
  "data/ward-not-judged":
    "{ward} có trong số liệu nhưng không được xét trong kỳ này → kiểm tra các kỳ, hoặc bỏ --period",
  "data/ward-without-code": "{count} dòng không có mã phường (dòng {lines}): {name} chỉ được nhận theo tên → điền mã",
  "data/wards-as-columns":
    "các phường nằm theo cột ({seen}) → xoay bảng (Copy, Paste Special › Transpose trong Excel): mỗi phường một dòng, mỗi chỉ tiêu một cột (Mã phường; Năm; …), hoặc mỗi số liệu một dòng (Mã phường; Năm; Chỉ tiêu; Giá trị)",
  "data/which-sheet": "nhiều trang tính có số cột nhận ra bằng nhau: {values} → chỉ rõ bằng --sheet",
  "data/wide-and-long":
    'tệp vừa có cột Chỉ tiêu và Giá trị, vừa có cột riêng "{seen}" → giữ một cách: mỗi chỉ tiêu một cột (Mã phường; Năm; …), hoặc mỗi số liệu một dòng (Mã phường; Năm; Chỉ tiêu; Giá trị)',
  "data/xlsx-bounds":
    "bên trong tệp Excel này lớn hơn mức cho phép của tệp số liệu ({detail}) → chỉ giữ trang tính có số liệu, hoặc lưu trang tính đó dạng CSV UTF-8",
  "data/xlsx-broken": "tệp Excel này bị hỏng ({detail}) → mở bằng Excel rồi lưu lại",
  "data/years-as-columns":
    "các năm nằm theo cột ({seen}) → mỗi phường mỗi năm một dòng, mỗi chỉ tiêu một cột (Mã phường; Năm; …), hoặc mỗi số liệu một dòng (Mã phường; Năm; Chỉ tiêu; Giá trị)",
};
