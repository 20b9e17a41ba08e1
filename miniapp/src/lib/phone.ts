/** A mainland number as people here write it. */
export const phoneWords = (contact: string): string => contact.replace(/^\+86(?=1\d{10}$)/u, '')
