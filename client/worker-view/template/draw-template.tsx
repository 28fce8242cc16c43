import { createRoot } from "react-dom/client";
import type { JsonObject } from "../../../shared/values/json.ts";
import type { Effect } from "../engine/rules/actions.ts";
import { openTemplate } from "../engine/template.ts";
import engineEn from "../engine/words.en.ts";
import engineRu from "../engine/words.ru.ts";
import { isTyping } from "../is-typing.ts";
import type { DrawnView, Given, Told } from "../messages.ts";
import { DRAWINGS } from "./drawings.ts";
import { settingsOf } from "./page/settings.ts";
import { TaskPage } from "./page/task-page.tsx";
import type { Notice } from "./page/toast.tsx";
import { startTeller } from "./teller.ts";
import { type View, ViewContext } from "./view-context.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const WORDS = { en: { engine: engineEn, page: en }, ru: { engine: engineRu, page: ru } };

/** Draws a view of Template Builder, and tells its answer after every change. */
export function drawTemplate(root: HTMLElement, given: Given, tell: (told: Told) => void): DrawnView {
  const words = WORDS[given.locale];
  const listeners = new Set<(notice: Notice) => void>();
  const players: View["players"] = new Map();
  let notices = 0;
  const effect = (done: Effect) => {
    if (done.kind === "open") tell({ kind: "open", url: done.url.slice(0, 8192) });
    else if (done.kind === "notify") {
      notices += 1;
      for (const listen of listeners) listen({ key: notices, payload: done.payload, view: done.view });
    } else {
      const player = players.get(done.key);
      if (player === undefined) return;
      if (done.kind === "set-current-time") player.currentTime = Math.max(0, done.to);
      else if (done.kind === "set-volume") player.volume = Math.min(1, Math.max(0, done.to));
      else if (player.paused) player.play().catch(() => undefined);
      else player.pause();
    }
  };
  const open = (view_spec: JsonObject) => openTemplate({ ...given, view_spec, words: words.engine, effect });
  const settings = settingsOf(given.view_spec);
  const template = open(given.view_spec);
  const notifications = settings.notifications === null ? null : open(settings.notifications);
  const teller = startTeller(given, template, words.page, tell);

  const submit = () => {
    template.submit();
    teller.submitted();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = isTyping(event.target);
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && typing) submit();
    else if (!template.act({ kind: "key", key: event.key, typing })) return;
    event.preventDefault();
  };
  template.subscribe(teller.answered);
  document.addEventListener("keydown", pressed);
  const view: View = { template, settings, players, drawings: DRAWINGS, words: words.page };
  const page = createRoot(root);
  page.render(
    <ViewContext value={view}>
      <TaskPage
        notifications={notifications}
        onNotice={(listen) => {
          listeners.add(listen);
          return () => listeners.delete(listen);
        }}
        onDrawn={teller.drawn}
        onSubmit={submit}
      />
    </ViewContext>,
  );
  teller.answered();
  return {
    input(values) {
      teller.input(values);
      template.input(values);
      notifications?.input(values);
    },
    answer(values) {
      template.answer(values);
      teller.restored(values);
    },
    submit,
    reset() {
      template.reset();
      teller.restored(null);
    },
    remove() {
      document.removeEventListener("keydown", pressed);
      teller.stop();
      template.remove();
      notifications?.remove();
      page.unmount();
    },
  };
}
