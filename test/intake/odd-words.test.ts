import { expect, test } from "vitest";
import { convertTcvn3, isStrange } from "../../src/intake/legacy-text.ts";
import { isNearlyTotal } from "../../src/intake/row-kinds.ts";

// TCVN 5712 has letters where control characters are: 0x01 is Ú, 0x05 is Ử.
test("letters that old fonts have among the control characters", () => {
  expect(convertTcvn3("Phường Ba; T\u0001; PH\u0005NG")).toBe("Phường Ba; TÚ; PHỬNG");
  for (const text of ["u\u0001", "T\u0001", "x\u007f", "Phường \u0001a"]) expect(isStrange(text), text).toBe(true);
});

test("words with letters beyond ASCII are seen wherever they begin, however long the letters before are", () => {
  for (const strange of ["Ph­êng", "abcxyzáđ", "#aÃ", "a_é\u0301w", "12Ph­êng", "a-bÆw"])
    expect(isStrange(strange), strange).toBe(true);
  for (const good of ["Phường", "x", "12 / 3", "Điện Biên", `${"x".repeat(60)}ệ`, "Đ.Phú", "Mỹ-Đình", "(Nghĩa)"])
    expect(isStrange(good), good).toBe(false);
});

test.each([
  "Total÷",
  "Trong đó÷",
  "Mức",
  "toàn tỉnh",
  "Tỷ lệ (%)",
  "Grand total: 5",
  "Tổng số phường",
  "- Kinh",
  "CHUNG",
])("perhaps a total: %s", (text) => {
  expect(isNearlyTotal(text)).toBe(true);
});

// A letter of any alphabet makes another word of it.
test.each(["Mứcx", "Totals", "Chungд", "Tỷ lệº", "Summerµ", "Averageª", "Toàn Thắng", "Sumɛ", "Cộng Hòa"])(
  "no total: %s",
  (text) => {
    expect(isNearlyTotal(text)).toBe(false);
  },
);
