import "../../ui/tokens.css";
import "./template-page.css";
import { drawTemplate } from "../template/draw-template.tsx";
import { connect } from "./connect.ts";

connect((root, given, tell) => drawTemplate(root, given, tell));
