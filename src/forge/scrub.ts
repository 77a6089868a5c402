import { secretForms, withoutForms } from '../secret-forms.ts';

/**
 * Makes a function that takes a token, in every form in which it travels, and the password of any address
 * out of a text that goes to a log.
 */
export function scrubber(token: string): (text: string) => string {
  const forms = secretForms(token);
  return (text) => withoutForms(text, forms).replace(/\/\/[^/\s@]+@/g, '//***@');
}
