import { type InputName, inputNames, isSecret } from '../inputs.ts';
import { secretForms } from '../secret-forms.ts';

/**
 * What the runner is to hide, out of the inputs: every secret one in all its forms, and the password of an address that
 * was given as `remote`.
 */
export function masksOf(read: (name: InputName) => string): string[] {
  const names = [read('metrics-username'), userOf(read('remote'))].filter((name) => name !== '');
  const secrets = [...inputNames.filter(isSecret).map(read), passwordOf(read('remote'))];
  return [...new Set(secrets.flatMap((secret) => secretForms(secret.trim(), names)))];
}

function userOf(address: string): string {
  return URL.canParse(address) ? decoded(new URL(address).username) : '';
}

function passwordOf(address: string): string {
  return URL.canParse(address) ? decoded(new URL(address).password) : '';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
