import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { type Ended, runCommand } from "./program.ts";

/** Opens, fills in and saves a workbook as a person would at the screen. A file that needs repair does not open. */
const MACRO = `Function Properties(name1 As String, value1, name2 As String, value2)
  Dim list(1) As New com.sun.star.beans.PropertyValue
  list(0).Name = name1 : list(0).Value = value1
  list(1).Name = name2 : list(1).Value = value2
  Properties = list()
End Function

' What to fill in stands in the environment, so that no name has to be quoted.
Sub Fill
  On Error GoTo Failed
  Dim source As String, target As String, said As String, cells As String
  source = Environ("FORM_SOURCE") : target = Environ("FORM_TARGET") : said = Environ("FORM_SAID") : cells = Environ("FORM_CELLS")
  Dim document, sheet, parts, number, place
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, Properties("Hidden", True, "RepairPackage", False))
  If IsNull(document) Then
    Report(said, "not opened")
    StarDesktop.terminate()
    Exit Sub
  End If
  sheet = document.Sheets.getByIndex(0)
  number = FreeFile()
  Open ConvertFromURL(cells) For Input As #number
  Do While Not EOF(number)
    Line Input #number, place
    If place <> "" Then
      parts = Split(place, "|")
      ' Typed as at the screen: numbers become numbers, dates dates.
      sheet.getCellRangeByName(parts(0)).FormulaLocal = parts(1)
    End If
  Loop
  Close #number
  document.storeToURL(target, Properties("FilterName", "Calc MS Excel 2007 XML", "Overwrite", True))
  document.close(True)
  Report(said, "saved")
  StarDesktop.terminate()
  Exit Sub
Failed:
  Report(said, "error " & Err & ": " & Error$ & " at " & Erl)
  StarDesktop.terminate()
End Sub

Sub Report(said As String, text As String)
  Dim number
  number = FreeFile()
  Open ConvertFromURL(said) For Output As #number
  Print #number, text
  Close #number
End Sub
`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const DOCTYPE = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
`;

/** LibreOffice with a profile of its own, so that nobody's settings and open windows matter. */
export class Office {
  readonly #folder: string;
  readonly #profile: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#profile = path.join(folder, "profile");
  }

  /** Makes the profile. Its first start would overwrite a macro that is there already. */
  async prepare(): Promise<void> {
    await this.#run(["--terminate_after_init"]);
    const module = `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escaped(MACRO)}</script:module>\n`;
    const file = path.join(this.#profile, "user", "basic", "Standard", "Module1.xba");
    writeFileSync(file, DOCTYPE + module);
  }

  async #run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const profile = `-env:UserInstallation=${pathToFileURL(this.#profile)}`;
    const ended = await runCommand(
      ["soffice", profile, "--headless", "--norestore", "--nologo", "--nolockcheck", ...argv],
      this.#folder,
      { HOME: this.#folder, ...environment },
    );
    expect(ended.stderr, ended.stderr).not.toMatch(/error|repair|corrupt/i);
    return ended;
  }

  /** Converts a file into another folder. */
  async convert(file: string, target: string, into: string): Promise<void> {
    const { stdout } = await this.#run(["--convert-to", target, "--outdir", into, file]);
    expect(stdout).toContain("convert ");
  }

  /** Opens a workbook, types into cells of its first sheet, and saves it as another. */
  async fill(
    source: string,
    target: string,
    cells: readonly (readonly [place: string, typed: string])[],
  ): Promise<string> {
    const list = path.join(this.#folder, "cells.txt");
    const said = path.join(this.#folder, "said.txt");
    writeFileSync(list, cells.map(([place, typed]) => `${place}|${typed}\n`).join(""));
    const address = (file: string): string => String(pathToFileURL(path.resolve(this.#folder, file)));
    await this.#run(["macro:///Standard.Module1.Fill"], {
      FORM_SOURCE: address(source),
      FORM_TARGET: address(target),
      FORM_SAID: address(said),
      FORM_CELLS: address(list),
    });
    return said;
  }
}
