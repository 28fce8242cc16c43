/** How the worker's page looks before the requester's own styles, in colours that do not follow the theme. */
export const BASE_STYLES = `
body { margin: 0; padding: 12px; background: #e9ecef; color: #222; font: 15px/20px system-ui, sans-serif; color-scheme: light; }
.task { box-sizing: border-box; max-width: 100%; padding: 12px; border-radius: 12px; background: #fff; overflow-wrap: anywhere; }
.task::after { content: ""; display: block; clear: both; }
.field { margin: 4px 0; }
.field input:not([type=radio], [type=checkbox]), .field textarea, .field select {
  box-sizing: border-box; max-width: 100%; padding: 4px 8px; border: 1px solid #767676; border-radius: 4px; font: inherit; }
.button, .submit, .iframe { display: inline-block; padding: 6px 12px; border: 1px solid #767676; border-radius: 4px;
  background: #fff; color: #222; font: inherit; text-decoration: none; cursor: pointer; }
.button_action, .submit { border-color: #fc0; background: #fc0; }
.submit { margin-top: 12px; }
.task__error:not(:empty) { margin-top: 8px; padding: 8px; border-radius: 4px; background: #ffebee; color: #b71c1c; }
.popup { display: none; color: #b71c1c; }
.popup_visible { display: block; }
.field_readonly { opacity: .6; }
.not-loaded { color: #555; overflow-wrap: anywhere; }
.not-drawn { padding: 8px; border: 1px dashed #767676; border-radius: 4px; color: #555; }
`;
