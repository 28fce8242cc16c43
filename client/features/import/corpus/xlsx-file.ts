import { strToU8, zipSync } from "fflate";

/** A cell of a sheet: a number as it stands in the file, a text, or the XML of the cell's own element. */
export type XlsxCell = number | string | { number: string } | { xml: string } | null;

/** An XLSX file with one sheet, as spreadsheet programs write it. `parts`: more members of the zip. */
export function xlsxFile(rows: XlsxCell[][], parts: Record<string, Uint8Array> = {}): Uint8Array {
  const texts: string[] = [];
  const cellOf = (cell: XlsxCell, at: string): string => {
    if (cell === null) return "";
    if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === "string") return `<c r="${at}" t="s"><v>${texts.push(cell) - 1}</v></c>`;
    return "number" in cell ? `<c r="${at}"><v>${cell.number}</v></c>` : cell.xml.replace("AT", at);
  };
  const body = rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellOf(cell, `${String.fromCharCode(65 + column)}${row + 1}`));
    return `<row r="${row + 1}">${written.join("")}</row>`;
  });
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const xml = (text: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
  return zipSync({
    "xl/workbook.xml": xml(
      `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="Tasks" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${rels}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${rels}/styles" Target="styles.xml"/></Relationships>`,
    ),
    "xl/styles.xml": xml(
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    "xl/worksheets/sheet1.xml": xml(`<worksheet xmlns="${main}"><sheetData>${body.join("")}</sheetData></worksheet>`),
    "xl/sharedStrings.xml": xml(
      `<sst xmlns="${main}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
    ),
    ...parts,
  });
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
