/** Stands for pictures and style sheets. */
export default 'file'
