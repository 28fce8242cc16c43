import type { Request, RequestHandler, Response } from "express";
import session, { Store } from "express-session";
import type { People } from "../../people/people.ts";
import { ABSOLUTE_MS, type FoundSession } from "../../people/sessions.ts";

declare module "express-session" {
  interface SessionData {
    personId: string;
    device: string;
    address: string;
    strong: boolean;
    providerMs: number | null;
    /** As it is in the database; absent in one that was made by this request. */
    found: FoundSession;
  }
}

/** Over https, browsers take a cookie with this prefix only from the host itself. */
const nameFor = (https: boolean): string => (https ? "__Host-desk" : "desk");

const optionsFor = (secure: boolean) => ({ path: "/", httpOnly: true, sameSite: "strict" as const, secure });

/** What is written once, and not read again. */
const UNREAD = { device: "", address: "", strong: false, providerMs: null };

/** Keeps sessions where `people` keeps them. `express-session` writes a session once, at the sign-in. */
class PeopleStore extends Store {
  readonly #people: People;
  constructor(people: People) {
    super();
    this.#people = people;
  }

  override get(id: string, done: (error?: unknown, found?: session.SessionData | null) => void): void {
    this.#people.findSession(id).then((found) => {
      if (found === null) return done(null, null);
      const expires = new Date(found.born + ABSOLUTE_MS);
      const cookie = { originalMaxAge: ABSOLUTE_MS, expires };
      done(null, { cookie, personId: found.person_id, ...UNREAD, found });
    }, done);
  }

  override set(id: string, made: session.SessionData, done: (error?: unknown) => void = () => {}): void {
    this.#people.addSession(id, made).then(() => done(), done);
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    this.#people.findSession(id).then(async (found) => {
      if (found) await this.#people.endSession(found.person_id, found.id_hash);
      done();
    }, done);
  }

  override touch(_id: string, { found }: session.SessionData, done: () => void = () => {}): void {
    if (found) this.#people.touchSession(found);
    done();
  }
}

export interface CookieSessions {
  /** The session of the request's cookie; null without a valid one. */
  read(request: Request, response: Response): Promise<FoundSession | null>;
  /** Starts a session under a new id, in place of the one that the request may have come with. */
  begin(
    request: Request,
    response: Response,
    whose: { personId: string; device: string; strong: boolean },
  ): Promise<void>;
  /** Ends the request's session and removes its cookie. */
  end(request: Request, response: Response): Promise<void>;
}

/**
 * Sessions by cookie. `secret`: what signs the cookies now. `providerMs`: how long those of people whom the provider knows last at
 * most, in milliseconds; null: as long as others.
 */
export function createCookieSessions(people: People, secret: () => string, providerMs: number | null): CookieSessions {
  const handlerFor = (https: boolean, key: string): RequestHandler =>
    session({
      name: nameFor(https),
      secret: key,
      // Each its own, since the library sets the cookie's options on it.
      store: new PeopleStore(people),
      resave: false,
      saveUninitialized: false,
      cookie: { ...optionsFor(https), maxAge: ABSOLUTE_MS },
    });
  const handlersFor = (key: string) => ({ key, http: handlerFor(false, key), https: handlerFor(true, key) });
  let handlers = handlersFor(secret());
  const load = (request: Request, response: Response): Promise<void> =>
    new Promise((resolve, reject) => {
      if (handlers.key !== secret()) handlers = handlersFor(secret());
      const handler = request.secure ? handlers.https : handlers.http;
      void handler(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
  return {
    async read(request, response) {
      if (!request.headers.cookie?.includes(`${nameFor(request.secure)}=`)) return null;
      await load(request, response);
      return request.session.found ?? null;
    },
    async begin(request, response, whose) {
      await load(request, response);
      await settled((done) => request.session.regenerate(done));
      Object.assign(request.session, { ...whose, address: request.ip ?? "", providerMs });
      await settled((done) => request.session.save(done));
    },
    async end(request, response) {
      await load(request, response);
      await settled((done) => request.session.destroy(done));
      response.clearCookie(nameFor(request.secure), optionsFor(request.secure));
    },
  };
}

const settled = (act: (done: (error?: unknown) => void) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    act((error) => (error ? reject(error) : resolve()));
  });
