// The automator's client loads an image library, only to print QR codes for debugging on a real phone. The library needs
// an ES module that Jest cannot resolve from CommonJS.
export const read = () => Promise.reject(new Error('QR codes are not printed in tests'))
