import { drawClassic } from "../classic/draw-classic.ts";
import { prepareForScripts, runScript } from "../classic-script/run-script.ts";
import { connect } from "./connect.ts";

connect((root, given, tell) => {
  prepareForScripts((url) => {
    if (/^https?:/i.test(url)) tell({ kind: "open", url: url.slice(0, 8192) });
  });
  return drawClassic(root, given, tell, runScript);
});
