import { drawClassic } from "../classic/draw-classic.ts";
import { connect } from "./connect.ts";

connect((root, given, tell) => drawClassic(root, given, tell));
