import type { ISectionOptions, Paragraph, Table } from "docx";
import { visible } from "../../messages/visible.ts";
import type { Words } from "../words.ts";
import { centred, type Docx, line, millimetres, partElements, points, rule, SIZE, sideBySide } from "./elements.ts";
import type { Paper, PaperPart } from "./paper.ts";
import { settled } from "./settle.ts";

/** Decree 30/2020: A4, margins in millimetres, Times New Roman. */
const [WIDTH, HEIGHT] = [210, 297];
const MARGIN = { top: 20, bottom: 20, left: 30, right: 20 } as const;
const FONT = "Times New Roman";

/**
 * Loads the library. It asks for the storage of browsers meanwhile, and Node 25 and newer answer with a warning that
 * they have none, which nobody who wants a report can use: the question is answered here.
 */
async function loadDocx(): Promise<Docx> {
  const storage = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  if (storage === undefined) return await import("docx");
  Object.defineProperty(globalThis, "localStorage", { value: undefined, configurable: true });
  try {
    return await import("docx");
  } finally {
    Object.defineProperty(globalThis, "localStorage", storage);
  }
}

/** Writes an official report as a Word document; the library is loaded only here. The same paper gives the same bytes. */
export async function writeDocx(paper: Paper, words: Words): Promise<Uint8Array> {
  const docx = await loadDocx();
  const { Document, Packer } = docx;
  const file = new Document({
    creator: "model-ward",
    lastModifiedBy: "model-ward",
    title: visible(paper.subject),
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE.body, language: { value: words.language === "vi" ? "vi-VN" : "en-GB" } },
        },
      },
    },
    sections: [
      section(docx, false, bodyOf(docx, paper, words)),
      ...(paper.annex.length === 0 ? [] : [section(docx, true, annexOf(docx, paper, words))]),
    ],
  });
  return settled(new Uint8Array(await Packer.toArrayBuffer(file)));
}

/** The long side of the paper less its margins, and the short one, in millimetres. */
const room = (isWide: boolean): number => (isWide ? HEIGHT : WIDTH) - MARGIN.left - MARGIN.right;

const elementsOf = (docx: Docx, parts: readonly PaperPart[], isWide: boolean): (Paragraph | Table)[] =>
  parts.flatMap((part, place) => partElements(docx, part, room(isWide), !isWide && place >= parts.length - 2));

/** Head, title, what is reported, and room for a signature. */
const bodyOf = (docx: Docx, paper: Paper, words: Words): (Paragraph | Table)[] => [
  headTable(docx, paper, words),
  ...title(docx, paper, words),
  ...elementsOf(docx, paper.body, false),
  signatures(docx, paper, words),
  ...(paper.annex.length === 0 ? sourceLines(docx, paper, words) : []),
];

const annexOf = (docx: Docx, paper: Paper, words: Words): (Paragraph | Table)[] => [
  ...elementsOf(docx, paper.annex, true),
  ...sourceLines(docx, paper, words),
];

/** Pages of one direction; those across the long side come after the others. */
function section(docx: Docx, isWide: boolean, children: (Paragraph | Table)[]): ISectionOptions {
  const { Header, PageNumber, PageOrientation, SectionType } = docx;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: {
          width: millimetres(WIDTH),
          height: millimetres(HEIGHT),
          orientation: isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: millimetres(MARGIN.top),
          bottom: millimetres(MARGIN.bottom),
          left: millimetres(MARGIN.left),
          right: millimetres(MARGIN.right),
          header: millimetres(10),
          footer: millimetres(10),
        },
      },
      // The first page bears no number.
      titlePage: !isWide,
    },
    headers: {
      default: new Header({
        children: [
          new docx.Paragraph({
            alignment: docx.AlignmentType.CENTER,
            children: [new docx.TextRun({ children: [PageNumber.CURRENT], size: SIZE.body })],
          }),
        ],
      }),
      ...(!isWide && { first: new Header({ children: [new docx.Paragraph({})] }) }),
    },
    children,
  };
}

/** Authority and number at the left, the name of the country and place and date at the right. */
function headTable(docx: Docx, paper: Paper, words: Words): Table {
  const authority = paper.authority?.toLocaleUpperCase("vi");
  const left = [
    centred(docx, authority === undefined ? BLANK : words.say("paper/committee"), {
      bold: authority !== undefined,
      size: SIZE.head,
    }),
    centred(docx, authority ?? BLANK, { bold: true, size: SIZE.head }),
    rule(docx, 24),
    centred(docx, words.say(authority === undefined ? "paper/number-blank" : "paper/number-of-committee"), {
      size: SIZE.body,
    }),
  ];
  const right = [
    centred(docx, words.say("paper/country"), { bold: true, size: SIZE.head }),
    centred(docx, words.say("paper/motto"), { bold: true, size: SIZE.body }),
    rule(docx, 18),
    centred(docx, words.say("paper/place-date"), { italics: true, size: SIZE.body }),
  ];
  return sideBySide(docx, left, right, [65, 95]);
}

const BLANK = "…………………………";

function title(docx: Docx, paper: Paper, words: Words): Paragraph[] {
  const looks = { bold: true, size: points(14) };
  return [
    line(docx, words.say("paper/report"), looks, {
      alignment: docx.AlignmentType.CENTER,
      spacing: { before: 360, after: 0 },
    }),
    centred(docx, paper.subject, looks),
    rule(docx, 60),
    new docx.Paragraph({ children: [] }),
  ];
}

/** Who gets the report at the left; at the right room for a signature, which the program never gives. */
function signatures(docx: Docx, paper: Paper, words: Words): Table {
  const small = (text: string, looks = {}) =>
    line(docx, text, { size: SIZE.small, ...looks }, { spacing: { before: 0, after: 0 } });
  const left = [
    line(
      docx,
      words.say("paper/recipients"),
      { bold: true, italics: true, size: SIZE.head },
      { spacing: { before: 240, after: 0 } },
    ),
    ...["paper/recipient-above", "paper/recipient-archive"].map((code) =>
      small(words.say(code as "paper/recipient-above")),
    ),
  ];
  const right = [
    line(
      docx,
      paper.signedFor === undefined ? BLANK : words.say("paper/signed-for", { committee: paper.signedFor }),
      { bold: true },
      { alignment: docx.AlignmentType.CENTER, spacing: { before: 240, after: 0 } },
    ),
    centred(docx, paper.signedFor === undefined ? BLANK : words.say("paper/chair"), { bold: true }),
    ...Array.from({ length: 5 }, () => centred(docx, "")),
  ];
  return sideBySide(docx, left, right, [75, 85]);
}

const sourceLines = (docx: Docx, { sources }: Paper, words: Words): Paragraph[] => [
  line(docx, words.say("section/sources"), { bold: true, size: SIZE.sources }, { spacing: { before: 240, after: 0 } }),
  ...sources.map((text) => line(docx, `- ${text}`, { size: SIZE.sources }, { spacing: { before: 0, after: 0 } })),
];
