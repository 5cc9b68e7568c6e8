import type { DataProblemCode } from "../data-problem-codes.ts";

/** What can be wrong with ward files and what to do, in English; `{name}` stands for an argument. */
export const dataProblems: Readonly<Record<DataProblemCode, string>> = {
  "data/absent-columns":
    "no file has a column for: {fields} → they count as missing; columns that were not used: {unused}; model-ward template lists the names",
  "data/ambiguous-number":
    "cell {cell} ({heading}): {seen} could be grouping or a decimal → say which with --decimal , or --decimal . or write the cell without grouping marks",
  "data/appraised-unknown":
    "ward {ward} has figures to appraise in {period} but assessed none itself → check its code and period in both files",
  "data/bad-period": 'the period "{seen}" cannot be read → write it like {example}',
  "data/became-date":
    "cell {cell} ({heading}): {seen} is a date: Excel turned something like 7/8 into it → format the column as Text, type 7/8 again; or use two columns for achieved and total",
  "data/became-serial":
    "cell {cell} ({heading}): {seen} is Excel's number for the date {day}: something like 7/8 was turned into a date → format the column as Text, type 7/8 again; or use two columns for achieved and total",
  "data/both-marks":
    "cell {cell} ({heading}): {seen} beside {other}: the marks in one column differ, and {seen} could be grouping or a decimal → correct the column, or say which with --decimal , or --decimal .",
  "data/check-failed": "{ward}: the data break the rule {id} {title} ({rule}) → correct the data",
  "data/check-warned": "{ward}: the data break the rule {id} {title} ({rule}) → check them",
  "data/conflicting-cells": '{ward}, "{heading}": {seen} here, {other} at {where} → keep the right one',
  "data/cut-short":
    'rows end as Excel ends them but the last one does not: "{seen}" may have been cut off → get the file again; if it is whole, press Enter at its end, or save it as CSV UTF-8 in Excel',
  "data/dash-missing":
    'column "{heading}": {count} cells like "{seen}" (lines {lines}) → counted as missing; if it means 0: --dash zero',
  "data/dash-zero": 'column "{heading}": {count} cells like "{seen}" (lines {lines}) count as 0, as --dash zero says',
  "data/date-serial":
    "cell {cell} ({heading}): {seen} is Excel's number for {day} → format the column as Date (dd/mm/yyyy) and export again",
  "data/divided-by-zero": "{ward}: {id} {title} divides something by 0 → correct the denominator",
  "data/duplicate-column": 'the column "{seen}" stands for the same as "{other}" → remove one',
  "data/duplicate-row": "{ward} already stands in line {line} for the same period → remove the extra row",
  "data/file-changed": "the file was changed while it was being read → run the command again",
  "data/empty": "the file is empty → choose another",
  "data/eth-letter": '"{seen}" has the letter Ð (Icelandic) for Đ → read as Đ; retype it with a Vietnamese keyboard',
  "data/excel-error":
    "cell {cell} ({heading}): {seen} is an Excel error → correct the formula or the width of the column in Excel, or clear the cell if there is no figure",
  "data/formula-without-value":
    "{heading}: the formula {seen} was never computed, so that the cell has no value → open the file in Excel, let it compute, and save it",
  "data/group-heading":
    'the header has two rows, and "{seen}" is no known name; "{known}" alone is → delete the row of groups if it does not change the meaning, or write the whole name in one row',
  "data/group-row":
    "the row above the header is not used: {seen} → make sure that it does not change what the columns mean",
  "data/grouped-count":
    'column "{heading}": {count} cells like {seen} (lines {lines}) are read as grouped thousands, {read} → check them; say the decimal mark with --decimal',
  "data/half-ratio":
    "cell {cell} ({heading}): only half of a ratio ({seen}) → fill in both numbers or leave both empty",
  "data/heading-unit":
    'the column "{seen}" is not used: it names {named}, and {suggestion} is in {unit} → convert the figures if the unit differs, then write {suggestion} alone',
  "data/hidden-columns": "hidden columns were read like all others: {seen} → show them and check their figures",
  "data/hidden-rows":
    "hidden or filtered rows were read like all others ({count}; rows {lines}) → show them and check that they belong to the data",
  "data/hidden-sheet": "the sheet “{sheet}” that was read is hidden in the workbook → check that it is the right one",
  "data/inexact": 'cell {cell} ({heading}): "{seen}" is a range or an inequality → write the one figure',
  "data/input-too-large": "the input is larger than {most} MB → save it to a file",
  "data/is-html":
    "this is a web page (HTML or XML) with the name of a table → open it in Excel and save it as CSV UTF-8",
  "data/is-xls":
    "this is an old Excel file (.xls), or one with a password → save it as .xlsx without a password, or as CSV UTF-8",
  "data/join-needs-code": "some files have a column of ward codes and some have not → add it to every file",
  "data/legacy-tcvn3":
    "text was typed in an old TCVN3 (ABC) font, such as {seen} → add --encoding tcvn3, or convert it with UniKey",
  "data/legacy-vni":
    "text was typed in an old VNI font, such as {seen} → convert it to Unicode with UniKey (Ctrl+Shift+F6) and save it as CSV UTF-8",
  "data/lost-letters":
    "letters were lost when the file was saved: {seen} → go back to the original and save it as CSV UTF-8 in Excel",
  "data/lost-zeros":
    "{count} ward codes lost the zeros at their beginning (lines {lines}): {seen} is read as {ward} → format the column as Text",
  "data/merged-cells":
    "cell {cell} ({heading}) is covered by a merged cell ({seen}) → unmerge it and write each ward's own figure",
  "data/merged-header":
    "the header has two rows, which were joined: {seen} → check the columns with model-ward inspect",
  "data/mojibake":
    "UTF-8 text was opened as Windows-1252 and saved again, such as {seen} → go back to the original file and open it in Excel with Data › From Text/CSV, UTF-8",
  "data/mojibake-1258":
    "Windows-1258 text was read as Windows-1252 once, such as {seen} → go back to the original file and use --encoding windows-1258",
  "data/more-problems": "{count} more problems are not listed → correct those above and run again",
  "data/more-than": "{heading} is {seen}, more than {other} ({most}) → correct one of them",
  "data/no-code-column":
    "there is no column of ward codes: wards are known by their names alone → add one, for names repeat",
  "data/no-figures":
    "no column holds a figure of this standard, such as {fields}; columns that were not used: {unused} → correct the headings; model-ward template lists them",
  "data/no-header":
    "no row has at least two names of columns that are known; seen: {seen} → use the names of model-ward template; see also model-ward inspect",
  "data/no-indicator": "the row does not name its figure → fill in the column of figures' names",
  "data/no-line-end":
    'the last row has no line end: "{seen}" may have been cut off → check the last row; press Enter at the end of the file',
  "data/no-period":
    "there is no column for year or period, and the titles name no single year → add a column, or use --period {example}",
  "data/no-rows": "there is a header but no row of data → add data",
  "data/no-rows-judged":
    "there is no row to judge: the file has periods {periods}, the standard is in force {from} – {to} → check periods, --period and standard",
  "data/no-such-sheet": "no sheet is called “{seen}” → choose one of: {values}",
  "data/no-ward-code":
    '"{seen}" has no ward code and no figures → fill in the code, or delete the row if it is the heading of a section',
  "data/no-ward-column": "there is no column for ward code or name → add one: {headings}",
  "data/no-ward-name": "the row has no ward name → fill it in, or delete the row if it is no ward",
  "data/not-a-boolean": 'cell {cell} ({heading}): "{seen}" is neither yes nor no → write Đạt (yes) or Không đạt (no)',
  "data/not-a-choice": 'cell {cell} ({heading}): "{seen}" is none of: {values} → choose one',
  "data/not-a-count": "cell {cell} ({heading}): {seen} is no count → a whole number from 0 on",
  "data/not-a-date": 'cell {cell} ({heading}): "{seen}" is no date → write dd/mm/yyyy or yyyy-mm-dd',
  "data/not-a-number":
    'cell {cell} ({heading}): "{seen}" is no number → correct the cell, or leave it empty if there is no figure',
  "data/not-a-ratio":
    'cell {cell} ({heading}): "{seen}" is no ratio → write it like 7/8 in a column of format Text, or use two columns for achieved and total',
  "data/not-a-workbook": "this is a packed file but no Excel workbook (.xlsx): {seen} → save it as .xlsx or CSV UTF-8",
  "data/not-applicable-not-allowed":
    'cell {cell} ({heading}): "{seen}" may not be declared for this figure → give the figure or leave it empty',
  "data/not-in-file":
    "{count} wards of the other files do not stand in this one: {seen} → its figures count as missing for them; check the codes",
  "data/not-utf8":
    "the file is not UTF-8, and 8-bit encodings are not guessed → save it as CSV UTF-8 in Excel; or add --encoding windows-1258, or --encoding tcvn3 for a file in TCVN3 (ABC) fonts",
  "data/nul-bytes": "the file has a zero byte at {offset} and is no UTF-8 text → save it as CSV UTF-8",
  "data/number-code":
    "the ward code {seen} was turned into a number by Excel → format the column as Text and type the five digits again",
  "data/number-row": "not a ward ({reason}): {seen}",
  "data/numbers-or-ward":
    "the row below the header may number the columns or be a ward: {seen} → put the numbers in brackets, (1) (2), or delete the row; a ward wants its code",
  "data/odd-code":
    '"{seen}" in the column of ward codes is no code of five digits → correct the code, or delete the row if it is no ward',
  "data/other-sheets":
    "only the sheet “{sheet}” was read; these have wards as well: {values} → check that it is the right one, or name another with --sheet",
  "data/other-unit":
    "cell {cell} ({heading}): {seen} has another unit than {unit} → convert the figure and write it without a unit",
  "data/out-of-range": "cell {cell} ({heading}): {seen} lies outside {low} – {high} → correct the cell",
  "data/overlong-number": "cell {cell} ({heading}): a number with more than 30 digits → correct the cell",
  "data/percent-as-fraction":
    "{heading}: all {count} figures lie between 0 and 1, as if 0,97 stood for 97 % → --percent-as fraction if so, --percent-as percent if they are percents indeed",
  "data/percent-not-wanted": "cell {cell} ({heading}): {seen} has a % but the figure is no percent → remove it",
  "data/percent-small":
    'column "{heading}": {count} figures like {seen} (lines {lines}) lie far below what is usual → check whether 0,95 was meant as 95 %',
  "data/perhaps-total":
    '"{seen}" looks like a total, a higher unit or a remark and has no ward code → delete the row, or give it its code if it is a ward',
  "data/points-out-of-range":
    "{ward}: the points of {id} {title} lie outside their bounds → correct the data (such as 8 points of 7)",
  "data/province-differs":
    "{heading} is {seen}, other than in line {line} of the same province and period → a province's figure must be the same",
  "data/ragged-row":
    "the row has {seen} cells, the header {expected}: {text} → perhaps a decimal comma without quotes; correct the row",
  "data/ratio-columns":
    "{seen} wants one column n/m, or two columns achieved and total; in the long layout one row n/m → correct it",
  "data/ratio-over-one":
    "cell {cell} ({heading}): {seen} – more achieved than there are, or a negative number → correct the two numbers",
  "data/record-too-long": "a row is longer than {most} bytes → check the quotes",
  "data/rejection-needs-reason":
    "cell {cell} ({heading}): {seen} – a figure is rejected without a reason → write it behind a colon: không chấp nhận: …",
  "data/renamed": "the code {ward} is {seen}, and was {other} → units were merged or renamed: they are judged apart",
  "data/rounded-at-threshold":
    '{ward}: {id} {title}, "{heading}": {seen} lies exactly on the threshold and has fewer decimals than its column → it may be rounded; ask for numerator and denominator',
  "data/second-header":
    "below the header stand words where figures should be: {seen} → write each column's whole name in one row, and delete this one",
  "data/section-or-ward":
    '"{seen}" is numbered like a section but has figures, and there are no ward codes → delete the row if it is a section, or remove the mark before the ward',
  "data/self-contradicts":
    "{ward} ({period}): the self-assessed figures contradict themselves or the standard → they have no verdict to compare with; see the appraised ones alone",
  "data/short-code":
    "{seen} is the code of a district or province among ward codes of five digits ({name}) → delete the row if it is a total, or write the ward's five digits",
  "data/skipped-row": "the row is left out ({reason}): {seen} → give it its ward code if it is a ward",
  "data/standard-begins": "the standard comes into force inside {period} → judged by the period's last day",
  "data/stray-quote": 'a stray quote in a cell → write "" for one quote',
  "data/stray-quote-text":
    'column "{heading}": {count} cells with a stray quote (lines {lines}) → kept as it is; write "" for one quote',
  "data/swallowed-row":
    "a cell holds what looks like another ward's row: {seen} → a quote was opened too early or not closed; correct the quotes",
  "data/threshold-changes": "{title} changes inside {period} → the value of the last day is used",
  "data/tick-columns":
    "a tick in one of two columns ({seen}) is not read → use one column with Đạt or Không đạt; the two layouts that are read: a row for each ward with a column for each figure (Mã phường; Năm; …), or a row for each figure (Mã phường; Năm; Chỉ tiêu; Giá trị)",
  "data/title-period":
    "there is no column for the year; the title says {period} → taken for all rows; add a column, or use --period",
  "data/title-row": "above the header: {seen}",
  "data/title-unit":
    "the title says that figures are in {seen}, the standard has {unit} → convert the figures and correct the title",
  "data/too-large": "{ward}: {id} {title} grows beyond the bounds of arithmetic → correct the data",
  "data/too-many-columns": "{seen} columns, at most {most} → remove some",
  "data/two-decimal-marks":
    "cell {cell} ({heading}): {seen} has another decimal mark than the rest of the file ({proof}) → use one mark",
  "data/two-digit-year":
    'column "{heading}": {count} cells with two digits for the year (lines {lines}), {seen} is read as {year} → write four digits',
  "data/two-names": "the code {ward} has two names in one period: {seen} and {other} → correct code or name",
  "data/two-provinces": "{ward} has two provinces in one period: {seen} and {other} → correct the column",
  "data/two-tables": "a second table stands in the file: {seen} → keep one table in a file",
  "data/unclear-negative":
    'cell {cell} ({heading}): "{seen}" can be read both ways under a negative label → write Đạt or Không đạt',
  "data/unclosed-quote": 'a quote is opened and not closed → add the closing "',
  "data/undecodable": "the file is no valid {encoding} → save it as CSV UTF-8 in Excel",
  "data/unknown-column": 'the column "{seen}" is not used',
  "data/unknown-column-like": 'the column "{seen}" is not used → if it is {suggestion}, correct the heading',
  "data/us-date":
    "cell {cell} ({heading}): {seen} is in American order (month/day/year) → write dd/mm/yyyy or yyyy-mm-dd",
  "data/utf16-unmarked": "the file is {encoding} without a byte order mark → read as such; better save it as CSV UTF-8",
  "data/ward-not-judged":
    "{ward} is in the data, but was not judged in that period → see which periods there are, or leave --period out",
  "data/ward-without-code":
    "{count} rows have no ward code (lines {lines}): {name} is known by its name alone → fill in the code",
  "data/wards-as-columns":
    "the wards stand in columns ({seen}) → turn the table (Copy, Paste Special › Transpose in Excel): a row for each ward with a column for each figure (Mã phường; Năm; …), or a row for each figure (Mã phường; Năm; Chỉ tiêu; Giá trị)",
  "data/which-sheet": "several sheets have equally many known columns: {values} → name one with --sheet",
  "data/wide-and-long":
    'the file has columns for figures\' names and values, and "{seen}" as a column of its own → keep one: a column for each figure (Mã phường; Năm; …), or a row for each (Mã phường; Năm; Chỉ tiêu; Giá trị)',
  "data/xlsx-bounds":
    "this Excel file is larger inside than a ward file may be ({detail}) → keep the sheet with the figures only, or save that sheet as CSV UTF-8",
  "data/xlsx-broken": "this Excel file is damaged ({detail}) → open it in Excel and save it again",
  "data/years-as-columns":
    "the years stand in columns ({seen}) → a row for each ward and year with a column for each figure (Mã phường; Năm; …), or a row for each figure (Mã phường; Năm; Chỉ tiêu; Giá trị)",
};
