import { SHORTEST_PASSWORD } from "../../../shared/api/people/people-routes.ts";

export const en = {
  title: "Sign in",
  language: "Language",
  singleSignOn: "Sign in with single sign-on",
  name: "Name",
  password: "Password",
  signIn: "Sign in",
  forgotten: "Forgot your password? An administrator can send you a new link.",
  invitation: "Choose a password",
  checking: "Checking the link…",
  welcome: (name: string) => `Your name here is ${name}. You sign in with it and the password that you choose now.`,
  newPassword: "New password",
  rule: `At least ${SHORTEST_PASSWORD} characters`,
  again: "New password again",
  differs: "The two passwords differ",
  choose: "Save and sign in",
};
