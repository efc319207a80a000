const files = import.meta.glob<string>(
  ["../../messages/en/portal/*.ftl", "!../../messages/en/portal/home.ftl", "../../messages/en/shared/codes.ftl"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

export default Object.values(files);
