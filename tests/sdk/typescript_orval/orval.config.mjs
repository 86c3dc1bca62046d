export default {
  archive: {
    input: process.env.SCHEMA,
    output: {
      target: "./client.ts",
      client: "fetch",
      headers: true,
      override: { mutator: { path: "./fetch.ts", name: "fetchFromArchive" } },
    },
  },
};
