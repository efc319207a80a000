const files = import.meta.glob<string>(
  ["../../messages/ar/shared/*.ftl", "!../../messages/ar/shared/codes.ftl", "../../messages/ar/portal/home.ftl"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

export default Object.values(files);
