"use strict";

// Swagger UI fills every parameter in with its example, and so would send all filters at once.
// What is optional starts empty here, and its example is told in words.
const examplesInWords = () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (original) => (spec) => {
          for (const operations of Object.values(spec.paths ?? {})) {
            for (const { parameters = [] } of Object.values(operations)) {
              for (const parameter of parameters) {
                if (parameter.required || parameter.example === undefined) continue;
                const examples = [parameter.example].flat().map((each) => `\`${each}\``);
                parameter.description += `\n\nExample: ${examples.join(" and ")}`;
                delete parameter.example;
              }
            }
          }
          return original(spec);
        },
      },
    },
  },
});

SwaggerUIBundle({
  url: "{{ schema_url|escapejs }}",
  dom_id: "#swagger-ui",
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [examplesInWords],
  ...{{ settings|safe }},
});
