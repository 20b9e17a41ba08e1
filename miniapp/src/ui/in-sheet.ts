import { createContext } from 'react'

/** Whether this stands in a sheet, which is fixed to the glass. */
export const InSheet = createContext(false)
