import eslint from "typescript-eslint";

export default eslint.config(...eslint.configs.recommended, {
  rules: { eqeqeq: "error", "prefer-const": "error", "no-var": "error", "@typescript-eslint/no-explicit-any": "error" },
});
