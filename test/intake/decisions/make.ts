/**
 * Makes every ward file of the decision table of docs/reading-data.md from literals that can be read.
 * Started directly it writes them into files/: `node make.ts` from Node 22.18 on, `npx jiti make.ts` before.
 */
import { Buffer } from "node:buffer";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";

// ---------------------------------------------------------------- encodings

const BOM = "\uFEFF";
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf8"));
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const utf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf16le"));
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "utf16le").swap16());

/** Windows-1258 has letters with circumflex, breve and horn, but no letters with a tone: tones follow as marks. */
function windows1258(text: string): Uint8Array {
  const parts = [...text.normalize("NFD")].map((letter) => letter);
  let joined = "";
  for (const part of parts) {
    // circumflex, breve and horn go back to their letter; a dot below may stand between them
    if (/[\u0302\u0306\u031B]/u.test(part)) {
      const tone = /[\u0300\u0301\u0303\u0309\u0323]$/u.exec(joined)?.[0] ?? "";
      const stem = joined.slice(0, joined.length - tone.length);
      joined = stem.slice(0, -1) + (stem.slice(-1) + part).normalize("NFC") + tone;
    } else joined += part;
  }
  return new Uint8Array(iconv.encode(joined, "windows-1258"));
}

/** TCVN3 (ABC): the bytes that fonts such as .VnTime show as Vietnamese. */
const tcvn3 = (text: string): Uint8Array => new Uint8Array(iconv.encode(text.normalize("NFC"), "tcvn"));

/** Bytes shown as Windows-1252; the five bytes it leaves undefined become control characters, as in Windows. */
const seenAsWindows1252 = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) =>
      [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)
        ? String.fromCharCode(byte)
        : iconv.decode(Buffer.from([byte]), "windows-1252"),
    )
    .join("");

// ---------------------------------------------------------------- files from lines and columns

const lines = (...rows: readonly string[]): string => `${rows.join("\r\n")}\r\n`;

/** Wards of Thanh Hóa city, in the order in which `column` uses them. */
const WARDS: readonly (readonly [code: string, name: string])[] = [
  ["14776", "Ba Đình"],
  ["14767", "Điện Biên"],
  ["14773", "Lam Sơn"],
  ["14755", "Hàm Rồng"],
  ["14758", "Đông Thọ"],
  ["14779", "Ngọc Trạo"],
  ["14797", "Đông Hải"],
  ["14770", "Phú Sơn"],
  ["14764", "Trường Thi"],
  ["14782", "Đông Vệ"],
  ["14785", "Đông Sơn"],
  ["14788", "Tân Sơn"],
  ["14791", "Đông Cương"],
  ["14794", "Đông Hương"],
  ["14761", "Nam Ngạn"],
  ["14800", "Quảng Hưng"],
];

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A comma file of 2020 with one column of figures: the n-th cell stands in line n + 1 and belongs to the n-th ward. */
function column(heading: string, ...cells: readonly string[]): string {
  return lines(
    `Mã phường,Tên phường,Năm,${quoted(heading)}`,
    ...cells.map((cell, at) => `${WARDS[at]?.[0]},${WARDS[at]?.[1]},2020,${quoted(cell)}`),
  );
}

const WATER = "Tỷ lệ hộ dùng nước sạch";

/** Two wards, three figures, nothing unusual; the same in many dresses. */
const PLAIN: readonly string[] = [
  "Mã phường,Tên phường,Năm,Hộ nghèo,Tổ dân phố văn hóa,Tổng vệ sinh hằng tuần",
  "14776,Ba Đình,2020,5,7/8,Đạt",
  "14767,Điện Biên,2020,0,8/8,Không đạt",
];
const plain = lines(...PLAIN);
const withMark = (mark: string): string => plain.replaceAll(",", mark);

// ---------------------------------------------------------------- zip files

interface Packed {
  readonly name: string;
  readonly crc: number;
  readonly size: number;
  readonly deflated: Uint8Array;
  readonly stored: boolean;
}

const stored = (name: string, text: string): Packed => {
  const bytes = utf8(text);
  return { name, crc: crc32(bytes), size: bytes.length, deflated: bytes, stored: true };
};

const deflated = (name: string, bytes: Uint8Array): Packed => ({
  name,
  crc: crc32(bytes),
  size: bytes.length,
  deflated: new Uint8Array(deflateRawSync(bytes, { level: 9 })),
  stored: false,
});

function zip(entries: readonly Packed[]): Uint8Array {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version
    common.writeUInt16LE(entry.stored ? 0 : 8, 4);
    common.writeUInt16LE(0x21, 8); // 1980-01-01
    common.writeUInt32LE(entry.crc, 10);
    common.writeUInt32LE(entry.deflated.length, 14);
    common.writeUInt32LE(entry.size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), common, name]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, tail, name]));
    bodies.push(local, entry.deflated);
    offset += local.length + entry.deflated.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, ...directory, end]));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** The least workbook that Excel opens; all cells are text. */
function workbook(rows: readonly (readonly string[])[], prolog = XML): readonly Packed[] {
  const cells = rows
    .map((row, r) => {
      const written = row.map(
        (cell, c) => `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`,
      );
      return `<row r="${r + 1}">${written.join("")}</row>`;
    })
    .join("");
  return [
    stored(
      "[Content_Types].xml",
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ),
    stored(
      "_rels/.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    stored(
      "xl/workbook.xml",
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="2020" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    stored(
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    stored(
      "xl/worksheets/sheet1.xml",
      `${prolog}<worksheet xmlns="${MAIN}"><sheetData>${cells}</sheetData></worksheet>`,
    ),
  ];
}

const PLAIN_ROWS = PLAIN.map((line) => line.split(","));

// ---------------------------------------------------------------- the files

const TEXTS: Readonly<Record<string, string>> = {
  // delimiters, line ends, what stands around the table
  "plain.csv": plain.replaceAll("\r\n", "\n"),
  "semicolon.csv": lines(
    "Mã phường;Tên phường;Năm;Hộ nghèo;Tỷ lệ hộ dùng nước sạch",
    "14776;Ba Đình;2020;5;62,5",
    "14767;Điện Biên;2020;0;95,25",
  ),
  "tab.csv": withMark("\t"),
  "pipe.csv": withMark("|"),
  "semicolon-commas-above.csv": lines(
    "Biểu tổng hợp: hộ nghèo, hộ cận nghèo, nước sạch, rác thải, văn hóa",
    "Nơi nhận: UBND thành phố, Phòng Văn hóa, Phòng Tài chính, Phòng Nội vụ",
    "Mã phường;Tên phường;Năm;Hộ nghèo",
    "14776;Ba Đình;2020;5",
    "14767;Điện Biên;2020;0",
  ),
  "bom.csv": BOM + plain,
  "double-bom.csv": BOM + BOM + plain,
  "sep-semicolon.csv": `sep=;\r\n${withMark(";")}`,
  "sep-comma.csv": `${BOM}sep=,\r\n${plain}`,
  "cr.csv": plain.replaceAll("\r\n", "\r"),
  "mixed-line-ends.csv": `${PLAIN[0]}\r${PLAIN[1]}\n${PLAIN[2]}\r\n14773,Lam Sơn,2020,2,6/8,Đạt`,
  "nfd.csv": plain.normalize("NFD"),
  "hoa.csv": lines("Mã phường,Tên phường,Năm,Tổ dân phố văn hoá", "14776,Ba Đình,2020,7/8", "14767,Điện Biên,2020,8/8"),
  "nbsp.csv": lines(
    "\u00A0Mã\u00A0phường,Tên phường\u00A0,\u200BNăm,Hộ\u00A0 nghèo,Tổng vệ sinh\u00A0hằng tuần",
    "14776\u00A0,Ba\u00A0Đình,\u00A02020,\u00A05\u00A0,\u00A0Đạt",
    "\u00A014767,Điện Biên,2020\u200B,0,Không\u00A0đạt",
  ),
  "wrapped-header.csv": lines(
    'Mã phường,Tên phường,Năm,"Tổng vệ sinh\nhằng tuần","Tỷ lệ hộ dùng\r\nnước sạch"',
    "14776,Ba Đình,2020,Đạt,62.5",
    "14767,Điện Biên,2020,Không đạt,95",
  ),
  "trailing-columns.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo,,,",
    "14776,Ba Đình,2020,5,,,",
    "14767,Điện Biên,2020,0,,,",
  ),
  "trailing-rows.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2020,0",
    ",,,",
    ",,,",
    "",
    "",
  ),
  "title-rows.csv": lines(
    "ỦY BAN NHÂN DÂN THÀNH PHỐ THANH HÓA,,,,,",
    "BÁO CÁO SỐ LIỆU PHƯỜNG KIỂU MẪU,,,,,",
    "(Kèm theo Công văn số 123/UBND-VX),,,,,",
    ",,,,,",
    ...PLAIN,
  ),
  "title-rows-bare.csv": lines("UBND TỈNH THANH HÓA, PHÒNG VĂN HÓA", "Biểu số 01", "", ...PLAIN),
  "numbered-row.csv": lines(PLAIN[0] ?? "", "(1),(2),(3),(4),(5),(6)", ...PLAIN.slice(1)),
  "extra-columns.csv": lines(
    "STT,Mã phường,Tên phường,Năm,Hộ nghèo,Điện thoại",
    "1,14776,Ba Đình,2020,5,0373 850 001",
    "2,14767,Điện Biên,2020,0,0373 850 002",
  ),
  "long.csv": lines(
    "Mã phường,Tên phường,Năm,Chỉ tiêu,Giá trị",
    "14776,Ba Đình,2020,Hộ nghèo,5",
    "14776,Ba Đình,2020,Tổ dân phố văn hóa,7/8",
    "14776,Ba Đình,2020,Tổng vệ sinh hằng tuần,Đạt",
    "14767,Điện Biên,2020,Hộ nghèo,0",
    "14767,Điện Biên,2020,Tỷ lệ hộ dùng nước sạch,62.5",
  ),
  "long-english.csv": lines(
    "ward_code,year,field,value",
    "14776,2020,poor,5",
    "14767,2020,water,62.5%",
    "14776,2020,Cultural groups,7/8",
    "14767,2021,poor,1",
  ),
  "long-conflict.csv": lines(
    "Mã phường,Tên phường,Năm,Chỉ tiêu,Giá trị",
    "14776,Ba Đình,2020,Hộ nghèo,5",
    "14767,Điện Biên,2020,Hộ nghèo,0",
    "14776,Ba Đình,2020,Hộ nghèo,6",
  ),
  "periods.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2019,7",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2019,2",
    "14767,Điện Biên,2020,0",
  ),

  // line numbers as Excel shows them: the wrong cell is "năm"
  "line-sep.csv": `sep=;\r\n${lines("Mã phường;Tên phường;Năm;Hộ nghèo", "14776;Ba Đình;2020;5", "14767;Điện Biên;2020;năm")}`,
  "line-wrapped.csv": lines(
    '"Mã\nphường","Tên\nphường",Năm,"Hộ\nnghèo",Ghi chú',
    '14776,Ba Đình,2020,5,"một\r\nhai\r\nba"',
    "14767,Điện Biên,2020,năm,",
  ),
  "line-blank.csv": lines(
    "Phòng Văn hóa",
    "",
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "",
    "14767,Điện Biên,2020,năm",
  ),
  "line-cr.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2020,năm",
  ).replaceAll("\r\n", "\r"),
  "all-problems.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo,Tổ dân phố văn hóa,Tổng vệ sinh hằng tuần",
    "14776,Ba Đình,2020,năm,7/8,Đạt",
    "14767,Điện Biên,2020,0,9/8,Không đạt",
    "14773,Lam Sơn,2020,1,6/8,Khá",
  ),

  // names of columns
  "head-commune.csv": lines("Mã xã,Tên xã,Kỳ,Tỉnh,Hộ nghèo", "14776,Ba Đình,2020,Thanh Hóa,5"),
  "head-unit.csv": lines("Mã ĐVHC,Đơn vị,period,Mã tỉnh,Hộ nghèo", "14776,Ba Đình,2020,38,5"),
  "head-short.csv": lines("Mã,Phường,year,province,Hộ nghèo", "14776,Ba Đình,2020,38,5"),
  "head-english.csv": lines("ward_code,ward_name,year,poor", "14776,Ba Đình,2020,5"),
  "head-slash.csv": lines("Mã phường,Xã/phường,Năm,Hộ nghèo", "14776,Ba Đình,2020,5"),
  "head-fields.csv": lines(
    "mã PHƯỜNG,TÊN phường,năm,water,WEEKLY CLEAN-UP,số hộ dân,HỘ NGHÈO",
    "14776,Ba Đình,2020,62.5,Đạt,2500,5",
  ),
  "no-ward.csv": lines("Năm,Hộ nghèo,Tổ dân phố văn hóa", "2020,5,7/8"),
  "one-known.csv": lines("Mã phường,Nghèo,Văn hóa", "14776,5,7/8", "14767,0,8/8"),
  "none-known.csv": lines("Khu vực|Số nghèo|Ngày họp", "Trung tâm|5|7"),
  "two-provinces.csv": lines(
    "Mã phường,Tên phường,Tỉnh,Năm,Hộ nghèo",
    "14776,Ba Đình,Thanh Hóa,2020,5",
    "00004,Trúc Bạch,Hà Nội,2020,0",
  ),

  // periods
  "half-years.csv": lines("Mã phường,Tên phường,Kỳ,Hộ nghèo", "14776,Ba Đình,2020-H1,7", "14776,Ba Đình,2020-H2,5"),
  "quarters.csv": lines("Mã phường,Tên phường,Kỳ,Hộ nghèo", "14776,Ba Đình,2020-Q1,7", "14776,Ba Đình,2020-Q4,5"),
  "months.csv": lines("Mã phường,Tên phường,Kỳ,Hộ nghèo", "14776,Ba Đình,2020-01,7", "14776,Ba Đình,2020-12,5"),
  "days.csv": lines("Mã phường,Tên phường,Kỳ,Hộ nghèo", "14776,Ba Đình,2020-01-31,7", "14767,Điện Biên,2020-02-29,5"),
  "no-period.csv": lines("Mã phường,Tên phường,Hộ nghèo", "14776,Ba Đình,5", "14767,Điện Biên,0"),
  "title-year.csv": lines(
    "UBND THÀNH PHỐ THANH HÓA",
    "BÁO CÁO SỐ LIỆU NĂM 2020 (kèm theo Công văn số 123/2021/CV-UBND ngày 05/01/2021)",
    "Thanh Hóa ngày 05 tháng 01 năm 2021",
    "Mã phường,Tên phường,Hộ nghèo",
    "14776,Ba Đình,5",
    "14767,Điện Biên,0",
  ),
  "title-date-only.csv": lines(
    "Thực hiện Quyết định số 09/2019/QĐ-UBND",
    "Thanh Hóa ngày 10 tháng 4 năm 2021",
    "Mã phường,Tên phường,Hộ nghèo",
    "14776,Ba Đình,5",
  ),
  "title-two-years.csv": lines("SỐ LIỆU NĂM 2020 SO VỚI NĂM 2019", "Mã phường,Tên phường,Hộ nghèo", "14776,Ba Đình,5"),
  "two-digit-year.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14776,Ba Đình,20,5", "14767,Điện Biên,2020,0"),
  "bad-period.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14776,Ba Đình,2020-Q1,5", "14767,Điện Biên,nay,0"),
  "empty-period.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14776,Ba Đình,2020,5", "14767,Điện Biên,,0"),

  // ratios in two columns
  "ratio-dashes.csv": lines(
    "Mã phường,Tên phường,Năm,Tổ dân phố văn hóa – đạt,Tổ dân phố văn hóa – tổng số",
    "14776,Ba Đình,2020,7,8",
    "14767,Điện Biên,2020,,",
  ),
  "ratio-hyphens.csv": lines(
    "Mã phường,Tên phường,Năm,Tổ dân phố văn hóa - Đạt,Tổ dân phố văn hoá — tổng số",
    "14776,Ba Đình,2020,7,8",
  ),
  "ratio-english.csv": lines(
    "ward_code,ward_name,year,Cultural groups – achieved,Cultural groups - total",
    "14776,Ba Đình,2020,7,8",
  ),
  "ratio-columns.csv": lines("Mã phường,Tên phường,Năm,Tổng số trường,Số trường kiểu mẫu", "14776,Ba Đình,2020,8,5"),
  "ratio-half.csv": lines(
    "Mã phường,Tên phường,Năm,Tổ dân phố văn hóa – đạt,Tổ dân phố văn hóa – tổng số",
    "14776,Ba Đình,2020,7,",
    "14767,Điện Biên,2020,8,8",
  ),
  "ratio-one-of-two.csv": lines("Mã phường,Tên phường,Năm,Tổ dân phố văn hóa – đạt", "14776,Ba Đình,2020,7"),

  // joins
  "join-poor.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo,Tỷ lệ hộ nghèo",
    "14776,Ba Đình,2020,5,1.5",
    "14767,Điện Biên,2020,0,",
  ),
  "join-culture.csv": lines(
    "Mã phường;Tên phường;Năm;Tổ dân phố văn hóa;Tỷ lệ hộ dùng nước sạch",
    "14767;Điện Biên;2020;8/8;92,5",
    "14773;Lam Sơn;2020;6/8;",
    "14776;Ba Đình;2020;7/8;62,5",
  ),
  "join-same.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo,Tỷ lệ hộ nghèo", "14767,Điện Biên,2020,0,2.5"),
  "join-conflict.csv": lines(
    "Mã phường,Tên phường,Năm,Tỷ lệ hộ nghèo,Hộ nghèo",
    "14767,Điện Biên,2020,,0",
    "14776,Ba Đình,2020,,6",
  ),
  "join-other-name.csv": lines("Mã phường,Tên phường,Năm,Tỷ lệ hộ dùng nước sạch", "14776,Lam Sơn,2020,62.5"),
  "join-no-code.csv": lines("Tên phường,Năm,Tỷ lệ hộ dùng nước sạch", "Ba Đình,2020,62.5"),

  // bytes that are no UTF-8 text, or not what they were
  "nul.csv": plain.replace("Ba Đình", "Ba\u0000Đình"),
  "tcvn3-utf8.csv": Buffer.from(tcvn3(plain)).toString("latin1"),
  "vni-utf8.csv": lines("Maõ phöôøng,Teân phöôøng,Naêm,Hoä ngheøo", "14776,Ba Ñình,2020,5", "14767,Ñieän Bieân,2020,0"),
  "mojibake-utf8.csv": seenAsWindows1252(utf8(plain)),
  "mojibake-accents.csv": seenAsWindows1252(windows1258(plain)),
  "html.xls": [
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>',
    "<tr><td>Mã phường</td><td>Tên phường</td><td>Năm</td><td>Hộ nghèo</td></tr>",
    "<tr><td>14776</td><td>Ba Đình</td><td>2020</td><td>5</td></tr>",
    "</table></body></html>\n",
  ].join("\n"),
  "html-table.csv": `${BOM}\r\n  <TABLE border="1"><tr><td>Mã phường,Tên phường,Năm,Hộ nghèo</td></tr></TABLE>\r\n`,
  "blank.csv": "",
  "blank-bom.csv": BOM,
  "blank-space.csv": "\r\n  \r\n,,,\r\n",
  "header-only.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo"),
  "totals-only.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", ",Tổng cộng,2020,5"),

  // matching
  "eth.csv": lines("Mã phường,Tên phường,Năm,Loại ðô thị", "14776,Ba Ðình,2020,I", "14767,Ðiện Biên,2020,II"),
  "no-diacritics.csv": lines("Mã phường,Tên phường,Năm,Ho ngheo,Loại đô thị", "14776,Ba Đình,2020,5,I"),
  "opposite.csv": lines("Mã phường,Tên phường,Năm,Có khiếu kiện phức tạp,Loại đô thị", "14776,Ba Đình,2020,Đạt,I"),
  "tone-names.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14809,Cộng Hòa,2019,5",
    "14809,Cộng Hoà,2020,4",
    "14809,CỘNG  HÒA,2021,3",
  ),
  "duplicate-header.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo,HỘ  NGHÈO", "14776,Ba Đình,2020,5,5"),
  "duplicate-header-id.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo,poor", "14776,Ba Đình,2020,5,6"),
  "duplicate-header-ratio.csv": lines(
    "Mã phường,Tên phường,Năm,Tổ dân phố văn hóa,Tổ dân phố văn hóa – đạt,Tổ dân phố văn hóa – tổng số",
    "14776,Ba Đình,2020,7/8,6,8",
  ),
  "nameless-column.csv": lines(
    "Mã phường,Tên phường,Năm,Tỷ lệ hộ dùng nước sạch,",
    "14776,Ba Đình,2020,62,5",
    "14767,Điện Biên,2020,95,",
  ),

  // skipped rows
  "skipped.csv": lines(
    "STT,Mã phường,Tên phường,Năm,Hộ nghèo",
    "I,,Thành phố Thanh Hóa,,",
    "1,14776,Ba Đình,2020,5",
    "2,14809,Cộng Hòa,2020,1",
    "Tổng,,,2020,6",
    "B,,Thị xã Sầm Sơn,,",
    "1,14767,Điện Biên,2020,0",
    ",,Cộng,2020,0",
    "Tổng số,,,2020,6",
    "TỔNG CỘNG,,,,6",
    ",,Bình quân,,2",
    ",,Trung bình,,2",
    "XIV,,Ghi thêm,,",
    "Người lập biểu,,,,",
  ),
  "skipped-ragged.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    ",Tổng cộng,2020,5,,,,",
    ",Trung bình",
    "Người lập biểu",
  ),
  "skipped-code-column.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2020,0",
    "Tổng cộng,,2020,5",
  ),
  "signature.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    ",,,",
    '"Thanh Hóa, ngày 31 tháng 12 năm 2020",,,',
    "NGƯỜI LẬP BIỂU,,,",
    "Lê Thị Hoa,,,",
  ),
  "coded-total.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14809,Cộng,2020,5", "14776,Tổng,2020,1"),
  "not-a-total.csv": lines(
    "STT,Mã phường,Tên phường,Năm,Hộ nghèo",
    "1,14776,Ba Đình,2020,5",
    ",,Tổng hợp toàn thành phố,,5",
  ),

  // rows
  "merged-header.csv": lines(
    "Mã phường,Tên phường,Năm,Tổ dân phố văn hóa,,Rác thải,",
    ",,,đạt,tổng số,tỷ lệ thu gom,Ô trống",
    "14776,Ba Đình,2020,7,8,95.5,",
    "14767,Điện Biên,2020,8,8,87.25,",
  ),
  "duplicate-row.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2020,0",
    "14776,Ba Đình,2020,5",
  ),
  "conflicting-row.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2020,0",
    "14776,Ba Đình,2020,6",
  ),
  "lost-zeros.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "4,Trúc Bạch,2020,5", "14776,Ba Đình,2020,0"),
  "lost-zeros-ambiguous.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "4,Trúc Bạch,2020,5", "00004,Cống Vị,2020,0"),
  "kept-zeros.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "00004,Trúc Bạch,2020,5", "00007,Cống Vị,2020,0"),
  "long-code.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "147767,Ba Đình,2020,5", "14767,Điện Biên,2020,0"),
  "scientific-code.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "1.4776E+04,Ba Đình,2020,5",
    '"1,4767E+04",Điện Biên,2020,0',
  ),
  "names-only.csv": lines("Tên phường,Năm,Hộ nghèo", "Ba Đình,2020,5", "Cộng Hòa,2020,0"),
  "code-cell-blank.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14776,Ba Đình,2020,5", ",Điện Biên,2020,0"),
  "no-code-no-name.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14776,Ba Đình,2020,5", ",,2020,7"),
  "renamed.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14797,Đông Hải,2024,5",
    "14797,Hạc Thành,2025,9",
    "14776,Ba Đình,2024,1",
  ),
  "two-names.csv": lines("Mã phường,Tên phường,Năm,Hộ nghèo", "14776,Ba Đình,2020,5", "14776,Lam Sơn,2020,5"),
  "stray-quote.csv": lines(
    "Mã phường,Tên phường,Năm,Ghi chú,Hộ nghèo",
    '14776,Ba Đình,2020,Nhà văn hóa "Ba Đình" mới,5',
    "14767,Điện Biên,2020,,0",
  ),
  "rfc4180.csv": lines(
    '"Mã phường","Tên phường","Năm","Ghi chú","Hộ nghèo"',
    '"14776","Ba Đình","2020","Nhà ""A"", tổ 1\nxong","5"',
    '14767,"Điện Biên",2020,"",0',
  ),
  "unclosed-quote.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    '14767,"Điện Biên,2020,0',
    "14773,Lam Sơn,2020,1",
  ),
  "ragged-comma.csv": lines(
    "Mã phường,Tên phường,Năm,Tỷ lệ hộ dùng nước sạch",
    "14776,Ba Đình,2020,95",
    "14767,Điện Biên,2020,62,5",
  ),
  "ragged-short.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo,Loại đô thị",
    "14776,Ba Đình,2020,5,I",
    "14767,Điện Biên,2020",
  ),
  "years-as-columns.csv": lines(
    "Mã phường,Tên phường,Hộ nghèo 2019,Hộ nghèo 2020",
    "14776,Ba Đình,7,5",
    "14767,Điện Biên,2,0",
  ),
  "years-bare.csv": lines("Mã phường,Tên phường,2019,2020", "14776,Ba Đình,7,5", "14767,Điện Biên,2,0"),
  "years-under-title.csv": lines("HỘ NGHÈO NĂM 2020", "Mã phường,Tên phường,Năm 2019,Năm 2020", "14776,Ba Đình,7,5"),
  "wards-as-columns.csv": lines("Chỉ tiêu,Ba Đình,Điện Biên,Lam Sơn", "Hộ nghèo,5,0,1", "Loại đô thị,I,I,II"),
  "ward-codes-as-columns.csv": lines("Năm,Chỉ tiêu,14776,14767", "2020,Hộ nghèo,5,0", "2020,Loại đô thị,I,I"),
  "tick-columns.csv": lines(
    "Mã phường,Tên phường,Năm,Tổng vệ sinh hằng tuần – Đạt,Tổng vệ sinh hằng tuần – Không đạt",
    "14776,Ba Đình,2020,x,",
    "14767,Điện Biên,2020,,x",
  ),
  "tick-merged.csv": lines(
    "Mã phường,Tên phường,Năm,Tổng vệ sinh hằng tuần,",
    ",,,Đạt,Không đạt",
    "14776,Ba Đình,2020,x,",
    "14767,Điện Biên,2020,,x",
  ),

  // decimal marks
  "evidence-comma.csv": lines(
    "Mã phường;Tên phường;Năm;Tổng số hộ;Thu nhập bình quân;Tỷ lệ hộ dùng nước sạch",
    "14776;Ba Đình;2020;2.500;62,125;62,5",
    "14767;Điện Biên;2020;3.125;70,250;95,25",
  ),
  "evidence-dot.csv": lines(
    "Mã phường,Tên phường,Năm,Tổng số hộ,Thu nhập bình quân",
    '14776,Ba Đình,2020,"2,500",62.125',
    '14767,Điện Biên,2020,"3,125",70.5',
  ),
  "evidence-both-marks.csv": lines(
    "Mã phường;Tên phường;Năm;Thu nhập bình quân",
    "14776;Ba Đình;2020;1.234,5",
    "14767;Điện Biên;2020;2.345,75",
  ),
  "evidence-whole-file.csv": lines(
    "Mã phường;Tên phường;Năm;Thu nhập bình quân;Tỷ lệ hộ dùng nước sạch",
    "14776;Ba Đình;2020;62,125;95",
    "14767;Điện Biên;2020;70,250;62,5",
  ),
  "marks-contradict.csv": lines(
    "Mã phường;Tên phường;Năm;Thu nhập bình quân;Tỷ lệ hộ dùng nước sạch",
    "14776;Ba Đình;2020;62,5;95",
    "14767;Điện Biên;2020;70,5;62.5",
  ),
  "marks-one-column.csv": lines(
    "Mã phường;Tên phường;Năm;Thu nhập bình quân",
    "14776;Ba Đình;2020;62,5",
    "14767;Điện Biên;2020;70.5",
  ),
  "marks-one-column-thousand.csv": lines(
    "Mã phường;Tên phường;Năm;Thu nhập bình quân",
    "14776;Ba Đình;2020;62,5",
    "14767;Điện Biên;2020;1.234",
  ),
  "count-grouped.csv": column("Tổng số hộ", "1.234", "2.500", "950"),
  "count-grouped-comma.csv": column("Tổng số hộ", "1,234", "2,500", "950"),
  "count-grouped-twice.csv": column("Số hồ được cải tạo", "1.234.567", "12"),
  "number-ambiguous.csv": column("Thu nhập bình quân", "62.500", "70"),
  "number-ambiguous-comma.csv": column("Thu nhập bình quân", "62,500", "70"),
  "percent-ambiguous.csv": column(WATER, "62.500", "95"),
  "count-fraction.csv": column("Hộ nghèo", "5.5", "0"),
  "number-odd.csv": column("Hộ nghèo", "12a", "1E+03", "-5", "1.23.456", "5 6"),

  // cells
  "dash.csv": column("Hộ nghèo", "-", "n/a", "N/A", "–", "7"),
  "dash-percent.csv": column(WATER, "-", "62.5", "n/a"),
  "dash-number.csv": column("Thu nhập bình quân", "-", "62.5", "n/a"),
  "dash-zero.csv": column("Hộ nghèo", "-", "3", "–"),
  "missing-words.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo,Tỷ lệ hộ dùng nước sạch,Tổ dân phố văn hóa,Tổng vệ sinh hằng tuần,Ngày ban hành kế hoạch,Loại đô thị",
    "14776,Ba Đình,2020,chưa có,Chưa có,chưa có,chưa có,chưa có,chưa có",
    "14767,Điện Biên,2020,không có số liệu,không có số liệu,Không có số liệu,không có số liệu,không có số liệu,không có số liệu",
    "14773,Lam Sơn,2020,…,…,…,…,…,…",
    "14755,Hàm Rồng,2020,,,,,,",
    "14758,Đông Thọ,2020,5,62.5,7/8,Đạt,31/12/2020,I",
  ),
  "not-applicable.csv": column("Số hồ được cải tạo", "Không áp dụng", "KAD", "3", "không áp dụng"),
  "not-applicable-refused.csv": column("Hộ nghèo", "Không áp dụng", "KAD", "3"),
  "on-threshold.csv": column(WATER, "92.35", "90", "88.12"),
  "on-threshold-exact.csv": column(WATER, "92.35", "90.00", "88.12"),
  "on-threshold-whole.csv": column(WATER, "92", "90", "88"),
  "fraction.csv": column(WATER, "0.95", "0.625", "1"),
  "fraction-untypical.csv": column("Tỷ lệ hộ nghèo", "0.95", "0.5", "1"),
  "fraction-some.csv": column(WATER, "0.95", "95", "62.5"),
  "units.csv": lines(
    "Mã phường;Tên phường;Năm;Tổng số hộ;Tỷ lệ hộ dùng nước sạch;Kinh phí vệ sinh môi trường;Thu nhập bình quân;Tổ dân phố văn hóa",
    "14776;Ba Đình;2020;1.234 hộ;62,5 %;62,5 triệu;50,5 triệu đồng;7/8 tổ",
    "14767;Điện Biên;2020;950 households;95,25%;70 million;60 million VND;8/8",
  ),
  "unit-grouped.csv": column("Tổng số hộ", "1.234 hộ", "950"),
  "units-other.csv": lines(
    "Mã phường;Tên phường;Năm;Tổng số hộ;Tỷ lệ hộ dùng nước sạch;Kinh phí vệ sinh môi trường",
    "14776;Ba Đình;2020;950 người;95,5;62,5",
    "14767;Điện Biên;2020;950;95,25‰;62,5",
    "14773;Lam Sơn;2020;950;95,25;62,5 tỷ",
    "14755;Hàm Rồng;2020;95%;95,25;62,5",
  ),
  "boolean-true.csv": column(
    "Tổng vệ sinh hằng tuần",
    "Đạt",
    "Có",
    "Rồi",
    "x",
    "✓",
    "1",
    "true",
    "ĐẠT",
    "có.",
    "X",
    "Đạt.",
  ),
  "boolean-false.csv": column(
    "Tổng vệ sinh hằng tuần",
    "Không đạt",
    "Chưa đạt",
    "Không",
    "0",
    "false",
    "KHÔNG ĐẠT",
    "chưa đạt.",
    "Không.",
    "FALSE",
  ),
  "boolean-else.csv": column(
    "Tổng vệ sinh hằng tuần",
    "Cơ bản đạt",
    "Đạt một phần",
    "2",
    "Tốt",
    "?",
    "-",
    "Đạt/Không đạt",
  ),
  "negative.csv": column("Không có khiếu kiện phức tạp", "Đạt", "Không đạt", "x", "", "đạt.", "KHÔNG ĐẠT"),
  "negative-unclear.csv": column("Không có khiếu kiện phức tạp", "Có", "Không", "1", "0", "Rồi", "true", "Chưa đạt"),
  "dates.csv": column("Ngày ban hành kế hoạch", "15/03/2020", "2020-03-16", "1/4/2020", "31/12/2020"),
  "dates-us.csv": column("Ngày ban hành kế hoạch", "15/03/2020", "12/31/2020", "3/15/2020", "04/25/2020"),
  "dates-serial.csv": column("Ngày ban hành kế hoạch", "15/03/2020", "44196", "43905.5"),
  "dates-impossible.csv": column("Ngày ban hành kế hoạch", "31/02/2020", "30/13/2020"),
  "dates-two-digit.csv": column("Ngày ban hành kế hoạch", "05/03/20"),
  "ratio-dates.csv": column(
    "Tổ dân phố văn hóa",
    "6/8",
    "07-Aug",
    "44050",
    "8-Jul",
    "Aug-07",
    "07/08/2020",
    "2020-08-07",
  ),
  "ratio-over-one.csv": column("Tổ dân phố văn hóa", "9/8", "8/8"),
  "ratio-over-one-columns.csv": lines(
    "Mã phường,Tên phường,Năm,Tổ dân phố văn hóa – đạt,Tổ dân phố văn hóa – tổng số",
    "14776,Ba Đình,2020,9,8",
  ),
  "excel-errors.csv": column("Hộ nghèo", "#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"),
  "excel-errors-types.csv": lines(
    "Mã phường,Tên phường,Năm,Tỷ lệ hộ dùng nước sạch,Tổ dân phố văn hóa,Tổng vệ sinh hằng tuần,Ngày ban hành kế hoạch,Loại đô thị",
    "14776,Ba Đình,2020,#N/A,7/8,Đạt,31/12/2020,I",
    "14767,Điện Biên,2020,62.5,#DIV/0!,Đạt,31/12/2020,I",
    "14773,Lam Sơn,2020,62.5,7/8,#REF!,31/12/2020,I",
    "14755,Hàm Rồng,2020,62.5,7/8,Đạt,#N/A,I",
    "14758,Đông Thọ,2020,62.5,7/8,Đạt,31/12/2020,#N/A",
  ),
  "out-of-range.csv": lines(
    "Mã phường,Tên phường,Năm,Tổng số hộ,Tỷ lệ hộ dùng nước sạch,Thu nhập bình quân",
    "14776,Ba Đình,2020,0,95.5,50",
    "14767,Điện Biên,2020,950,120,50",
    "14773,Lam Sơn,2020,950,95.5,-3",
    "14755,Hàm Rồng,2020,100001,95.5,50",
  ),
  "range-ends.csv": lines(
    "Mã phường,Tên phường,Năm,Tổng số hộ,Tỷ lệ hộ dùng nước sạch",
    "14776,Ba Đình,2020,1,0",
    "14767,Điện Biên,2020,100000,100",
  ),
  "at-most.csv": lines("Mã phường,Tên phường,Năm,Tổng số hộ,Hộ nghèo", "14776,Ba Đình,2020,950,951"),
  "inequality.csv": column(WATER, "≥ 95", ">95", "<5", "≤5", ">= 95", "trên 95", "~95", "khoảng 95"),
  "interval.csv": column(WATER, "85-95", "85 – 95", "từ 85 đến 95", "85..95", "85÷95"),
  "interval-count.csv": column("Hộ nghèo", "5-7", "5/7"),
  "choice.csv": column("Loại đô thị", "I", "II", "III", ""),
  "choice-else.csv": column("Loại đô thị", "IV", "1", "Loại I"),
  "check.csv": column("Ngày ban hành kế hoạch", "31/12/2020", "01/01/2021"),
  "text.csv": lines(
    "Mã phường,Tên phường,Năm,Ghi chú",
    "14776,=1+1,2020,=1+1",
    "14767,@x,2020,@x",
    "14773,<b>Lam Sơn</b>,2020,<script>alert(1)</script>",
    "14755,Hàm\u001B[31mRồng,2020,\u001B[31mđỏ",
  ),
  "text-plain.csv": column("Ghi chú", "+84 373", "-5", '<a href="x">', "1.234"),
  "keep-going.csv": lines(
    "Mã phường,Tên phường,Năm,Hộ nghèo",
    "14776,Ba Đình,2020,5",
    "14767,Điện Biên,2020,năm",
    "14773,Lam Sơn,2020,1",
  ),
};

const BYTES: Readonly<Record<string, Uint8Array>> = {
  "utf16le-bom.csv": utf16le(BOM + withMark("\t")),
  "utf16be-bom.csv": utf16be(BOM + withMark("\t")),
  "utf16le.csv": utf16le(withMark("\t")),
  "utf16be.csv": utf16be(withMark("\t")),
  "windows-1258.csv": windows1258(plain),
  "tcvn3.csv": tcvn3(plain),
  "vni.csv": latin1(
    lines("Maõ phöôøng,Teân phöôøng,Naêm,Hoä ngheøo", "14776,Ba Ñình,2020,5", "14767,Ñieän Bieân,2020,0"),
  ),
  "broken-utf8.csv": new Uint8Array(Buffer.concat([utf8(plain), latin1("14773,Lam S\u00F5n,2020,1,6/8,x\r\n")])),
  "ole2.xls": new Uint8Array(
    Buffer.concat([Buffer.from("D0CF11E0A1B11AE1", "hex"), Buffer.alloc(504), Buffer.from(plain, "utf16le")]),
  ),
  "ole2-as.csv": new Uint8Array(Buffer.concat([Buffer.from("D0CF11E0A1B11AE1", "hex"), Buffer.alloc(504)])),
  "workbook.xlsx": zip(workbook(PLAIN_ROWS)),
  "workbook-as.csv": zip(workbook(PLAIN_ROWS)),
  "no-workbook.csv": zip([stored("so-lieu.csv", plain)]),
  "workbook-dtd.xlsx": zip(
    workbook(PLAIN_ROWS, `${XML}<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`),
  ),
  "truncated.xlsx": zip(workbook(PLAIN_ROWS)).slice(0, 200),
};

/** Every file that lies in files/. */
export const FIXTURES: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(Object.entries(TEXTS).map(([name, text]) => [name, utf8(text)])),
  ...BYTES,
};

const filler = (length: number): string => "a".repeat(length);
const many = (count: number, row: (code: string, at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(String(20_000 + at), at));
const wide = (columns: number): string => {
  const own = ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"];
  const rest = Array.from({ length: columns - own.length }, (_, at) => `q${at + 1}`);
  return lines([...own, ...rest].join(","), `14776,Ba Đình,2020,5${",".repeat(columns - own.length)}`);
};
const MIB = 1024 * 1024;

/** Files at a bound: too large to lie in the repository, made for the test that needs them. */
export const LARGE: Readonly<Record<string, () => Uint8Array>> = {
  "record-short.csv": () =>
    utf8(lines("Mã phường,Tên phường,Năm,Hộ nghèo,Ghi chú", `14776,Ba Đình,2020,5,${filler(MIB - 100)}`)),
  "record-long.csv": () =>
    utf8(
      lines(
        "Mã phường,Tên phường,Năm,Hộ nghèo,Ghi chú",
        "14767,Điện Biên,2020,0,",
        `14776,Ba Đình,2020,5,"${filler(MIB)}"`,
      ),
    ),
  "columns-4096.csv": () => utf8(wide(4096)),
  "columns-4097.csv": () => utf8(wide(4097)),
  "problems-many.csv": () =>
    utf8(
      lines("Mã phường,Tên phường,Năm,Hộ nghèo", ...many(12_000, (code, at) => `${code},Phường ${at + 1},2020,sai`)),
    ),
  "header-late.csv": () => utf8(lines(...Array.from({ length: 80 }, () => filler(1000)), ...PLAIN)),
  "decimal-late.csv": () =>
    utf8(
      lines(
        "Mã phường;Tên phường;Năm;Tỷ lệ hộ dùng nước sạch;Thu nhập bình quân;Ghi chú",
        ...many(1200, (code, at) => `${code};Phường ${at + 1};2020;62,5;70;${filler(1000)}`),
        "14776;Ba Đình;2020;95;62.5;",
      ),
    ),
  "decimal-first-late.csv": () =>
    utf8(
      lines(
        "Mã phường;Tên phường;Năm;Tỷ lệ hộ dùng nước sạch;Thu nhập bình quân;Ghi chú",
        "14767;Điện Biên;2020;95;62.500;",
        ...many(1200, (code, at) => `${code};Phường ${at + 1};2020;95;70;${filler(1000)}`),
        "14776;Ba Đình;2020;95;62,5;",
      ),
    ),
  "entries-2001.xlsx": () =>
    zip([...workbook(PLAIN_ROWS), ...Array.from({ length: 1996 }, (_, at) => stored(`docProps/${at}.xml`, ""))]),
  "ratio-1000.xlsx": () => zip([...workbook(PLAIN_ROWS), deflated("xl/media/a.xml", new Uint8Array(11 * MIB))]),
  "total-520.xlsx": () => {
    // one mebibyte that shrinks to about a hundredth: the ratio is fine, the sum is not
    const bytes = new Uint8Array(MIB);
    let state = 1;
    for (let at = 0; at < 10_000; at += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      bytes[at] = state >>> 16;
    }
    const one = deflated("xl/media/0.xml", bytes);
    return zip([
      ...workbook(PLAIN_ROWS),
      ...Array.from({ length: 520 }, (_, at) => ({ ...one, name: `xl/media/${at}.xml` })),
    ]);
  },
};

function write(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (FIXTURES[name] === undefined) rmSync(path.join(folder, name));
  for (const [name, bytes] of Object.entries(FIXTURES)) writeFileSync(path.join(folder, name), bytes);
}

const own = fileURLToPath(import.meta.url);
if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === own)
  write(path.join(path.dirname(own), "files"));
