const files = import.meta.glob<string>(
  ["../../messages/en/shared/*.ftl", "!../../messages/en/shared/codes.ftl", "../../messages/en/portal/home.ftl"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

export default Object.values(files);
