// Print the text of a PDF as pdf.js reads it. node read_with_pdfjs.mjs <folder of pdfjs-dist> <file>
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , folder, file] = process.argv;
const { getDocument } = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`).href);
const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
for (let number = 1; number <= pdf.numPages; number++) {
  const content = await (await pdf.getPage(number)).getTextContent();
  console.log(content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
}
