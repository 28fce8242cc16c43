export const en = { title: "Connection" };
