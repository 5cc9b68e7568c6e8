/** What every HTML report carries beside its data: the page's own program and its looks. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** SHA-256 of each in base64, for the content security policy */
  readonly scriptHash: string;
  readonly styleHash: string;
}
