/**
 * The page's nonce for style elements made by scripts. The policy allows `<style>` only with it (style attributes are free), so
 * it goes to AG Grid as `styleNonce` and to any other library that writes style elements.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
