import type { ProblemCode } from "../problem.ts";

/** A problem of a call, an output, a draft or a decision. */
export type CallProblemCode = Extract<ProblemCode, `${"usage" | "draft" | "decision" | "output"}/${string}`>;

/** What can be wrong with calls, outputs, drafts and decisions and what to do, in Vietnamese; `{name}` stands for an argument. */
export const callProblems: Readonly<Record<CallProblemCode, string>> = {
  "decision/bad-period": 'kỳ "{seen}" không đọc được → viết như {example}',
  "decision/not-judged":
    "quyết định về {ward} kỳ {period} là của phường không có trong kết quả này → kiểm tra mã và kỳ",
  "decision/twice": "phường {ward} có hai quyết định kỳ {period} → giữ quyết định đang có hiệu lực",
  "draft/after-finalised":
    "có dòng nằm sau dòng hoàn tất → khôi phục tệp từ bản sao; muốn đính chính thì lập bản mới (--correct)",
  "draft/cannot-open":
    "không ghi được cạnh bản nháp ({detail}) → giải phóng dung lượng hoặc cấp quyền, hoặc chọn thư mục khác bằng --drafts",
  "draft/chain-broken":
    "dòng {line} không còn như lúc ghi: bản nháp đã bị sửa → khôi phục tệp từ bản sao; tệp không bị thay đổi",
  "draft/empty": "bản nháp chưa có dòng trọn vẹn nào → bắt đầu lại bằng model-ward assess",
  "draft/evidence-no-file": "không có tệp này hoặc tệp lớn hơn 2 GB → kiểm tra lại tên",
  "draft/evidence-outside": "tệp nằm ngoài thư mục bản nháp → chép tệp vào {folder}",
  "draft/left-out-applies":
    "câu trả lời cho {id} của phường {ward} bị để ngoài vì không áp dụng, nhưng theo bộ tiêu chí này thì có áp dụng → đính chính bản tự đánh giá: model-ward assess --correct",
  "draft/line-changed": "dòng này không còn như lúc ghi → khôi phục tệp từ bản sao; tệp không bị thay đổi",
  "draft/locked": "tiến trình {pid} trên {host} đang mở bản nháp từ {started} → kết thúc ở đó rồi chạy lại",
  "draft/no-answers": "không có dòng nào của phường {ward} kỳ {period} → kiểm tra mã và kỳ trong tệp",
  "draft/not-a-line": "đây không phải một dòng của bản nháp: {seen} → khôi phục tệp từ bản sao; tệp không bị thay đổi",
  "draft/not-finalised":
    "bản tự đánh giá này chưa hoàn tất: có thể còn thiếu câu trả lời → làm tiếp bằng model-ward assess",
  "draft/not-saved":
    "không ghi được bản nháp ({detail}): câu trả lời vừa gõ chưa được lưu, các câu trước vẫn nguyên vẹn → giải phóng dung lượng hoặc chọn thư mục khác bằng --drafts, rồi làm tiếp",
  "draft/not-utf8": "bản nháp có byte không phải UTF-8 → khôi phục tệp từ bản sao; tệp không bị thay đổi",
  "draft/other-standard":
    "bản tự đánh giá được trả lời theo {seen}, hoặc theo bản cũ của bộ tiêu chí → đánh giá bằng đúng bộ tiêu chí đó, hoặc làm tiếp bằng model-ward assess",
  "draft/other-verdict":
    '{ward}: bản tự đánh giá đã hoàn tất với kết quả "{said}", nay đánh giá là "{seen}" → thêm các tệp kỳ trước đã dùng, và dùng đúng bộ tiêu chí',
  "draft/too-long": "bản nháp có hơn {most} dòng → khó có thể do trả lời câu hỏi mà thành",
  "draft/written-meanwhile":
    "có chương trình khác đã ghi vào bản nháp sau khi đọc: câu trả lời vừa gõ chưa được lưu, phần họ ghi vẫn nguyên vẹn → kết thúc chương trình kia rồi làm tiếp",
  "output/failed": "không ghi được ({detail}) → {advice}",
  "usage/already-final": "bản tự đánh giá này đã hoàn tất → muốn đính chính: {command}",
  "usage/ambiguous-standard": "{seen} có nhiều phiên bản phù hợp: {values} → ghi rõ, ví dụ --criteria {example}",
  "usage/answers-missing":
    "còn thiếu {count} câu trả lời mà ở đây không hỏi được ai: {ids} → chạy trong cửa sổ dòng lệnh, hoặc đưa vào bằng --answers TỆP, CSV có các cột ward_code, period, field, value (value để trống: chưa có số liệu)",
  "usage/appraisal-pair": "--self và --appraised phải đi cùng nhau và không kèm tệp số liệu khác → ghi cả hai",
  "usage/assess-needs":
    "chưa nói rõ tự đánh giá của đơn vị nào → thêm {values}, ví dụ model-ward assess --criteria vn/law-access@2025 --ward 14797 --period 2026",
  "usage/bad-value": '{option}: "{seen}" không hợp lệ → {wanted}',
  "usage/cut-result":
    "kết quả đã lưu chỉ có {count} trong {all} kết quả (--top), không đủ để lập {format} → đánh giá lại, lưu không có --top",
  "usage/too-many-wards":
    "{count} kết quả, {format} chỉ chứa được {most} → chọn bớt bằng --period, --ward, --where, hoặc dùng csv, json",
  "usage/binary-needs-output": "{format} không in ra màn hình được → ghi ra tệp bằng -o",
  "usage/cannot-read": "không đọc được tệp ({detail}) → kiểm tra đường dẫn và quyền",
  "usage/command": "lệnh không hợp lệ: {detail} → xem --help",
  "usage/correct-draft": "bản tự đánh giá này chưa hoàn tất nên chưa cần đính chính → làm tiếp bằng --ward và --period",
  "usage/no-criteria": "chưa nêu bộ tiêu chí → thêm --criteria, hoặc ghi trong model-ward.yaml",
  "usage/no-such-indicator": "bộ tiêu chí không có tiêu chí, chỉ tiêu {seen} → có phải là {suggestion}?",
  "usage/no-such-level": "không có mức {seen} → có: {values}",
  "usage/no-such-standard": "không có bộ tiêu chí {seen} → có sẵn: {values}, hoặc một đường dẫn tệp",
  "usage/no-such-ward": "không có phường {seen} trong dữ liệu → gần nhất: {suggestion}; kiểm tra mã hoặc tên",
  "usage/no-ward-file": "chưa có tệp số liệu → thêm tệp, hoặc dùng --self và --appraised",
  "usage/not-in-force":
    "{seen} không có hiệu lực trong kỳ {period} → chọn bộ tiêu chí hoặc kỳ khác; xem model-ward criteria list",
  "usage/output-is-input": "tệp ra {seen} trùng tệp vào → chọn tên khác",
  "usage/output-twice": "tệp ra {seen} được nêu hai lần → bỏ một",
  "usage/saved-carries":
    "kết quả đã lưu mang sẵn bộ tiêu chí, miễn trừ, ngày xét và cách đọc → bỏ {values}, hoặc dùng tệp số liệu",
  "usage/template-file": "biểu mẫu là {format} nhưng tệp ra là {seen} → đặt đuôi tệp là .{format}",
  "usage/unknown-format": "không có định dạng {seen} → có: {values}",
  "usage/which-standard":
    "chưa rõ dùng bộ tiêu chí nào → thêm --criteria với một tệp .yaml của mình, hoặc một bộ có sẵn (trong ngoặc: số trường có cột): {values}",
};
