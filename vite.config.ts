import { defineConfig, type UserConfig } from "vite";

/** Two builds from one file: `vite build` makes the islands and the stylesheet, `vite build --ssr` the server. */
export default defineConfig(
  ({ isSsrBuild }): UserConfig => ({
    publicDir: false,
    base: "/static/",
    oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx", development: false } },
    build: isSsrBuild
      ? {
          outDir: "dist/server",
          target: "node24",
          rolldownOptions: {
            input: {
              main: "src/main.ts",
              passerelle: "src/passerelle.ts",
              "office-worker": "src/documents/portfolio/office-worker.ts",
              "typst-worker": "src/documents/typst-worker.ts",
              "heic-worker": "src/files/heic-worker.ts",
            },
            output: { entryFileNames: "[name].js" },
          },
        }
      : {
          outDir: "dist/client",
          manifest: "manifest.json",
          assetsInlineLimit: 0,
          rolldownOptions: {
            input: {
              islands: "src/islands/index.ts",
              styles: "src/ui/styles.css",
              "service-worker": "src/islands/service-worker.ts",
            },
            // a service worker keeps its address: browsers ask for it again to see whether it changed
            output: {
              entryFileNames: ({ name }) =>
                name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js",
            },
          },
        },
  }),
);
