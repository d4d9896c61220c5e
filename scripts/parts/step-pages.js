export function generate() { return { files: {} }; }
