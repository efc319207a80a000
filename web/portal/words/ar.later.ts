const files = import.meta.glob<string>(
  ["../../messages/ar/portal/*.ftl", "!../../messages/ar/portal/home.ftl", "../../messages/ar/shared/codes.ftl"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

export default Object.values(files);
