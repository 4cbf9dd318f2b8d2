export async function buildVerifier() { return []; }
