// node test/bench/read-workbook.mjs FILE hucre|saxes: reads all rows of a workbook and does nothing with them, by the
// library that the product writes workbooks with, or by the two that it reads them with (fflate unpacks, saxes parses).
import { readFileSync } from "node:fs";

async function hucreRows(bytes) {
  const { streamXlsxRows } = await import("hucre/xlsx");
  let rows = 0;
  for await (const _ of streamXlsxRows(bytes)) rows++;
  return rows;
}

async function saxesRows(bytes) {
  const [{ unzipSync }, { SaxesParser }] = [await import("fflate"), await import("saxes")];
  const parts = unzipSync(bytes);
  let rows = 0;
  for (const name of ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]) {
    const parser = new SaxesParser();
    const decoder = new TextDecoder();
    parser.on("opentag", (tag) => {
      if (tag.name === "row") rows++;
    });
    for (let from = 0; from < parts[name].length; from += 1 << 16)
      parser.write(decoder.decode(parts[name].subarray(from, from + (1 << 16)), { stream: true }));
    parser.close();
  }
  return rows;
}

const [file, library] = process.argv.slice(2);
const bytes = readFileSync(file);
const rows = library === "hucre" ? await hucreRows(bytes) : await saxesRows(bytes);
process.stdout.write(`${rows - 1}\n`);
