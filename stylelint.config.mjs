/** Colours and sizes of type come from the tokens: pages and features use their names. */
const fromTokens = 'Use a token of styles/tokens.scss.'

/** @type {import('stylelint').Config} */
export default {
  extends: ['stylelint-config-standard-scss'],
  rules: {
    'unit-no-unknown': [true, { ignoreUnits: ['rpx', 'PX'] }],
    'selector-type-no-unknown': [true, { ignoreTypes: ['page'] }],
    // WeChat's compiler of styles refuses it.
    'selector-max-universal': 0,
    // block__part--variant
    'selector-class-pattern': '^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$',
    'color-no-hex': [true, { message: fromTokens }],
    'color-named': ['never', { message: fromTokens }],
    'function-disallowed-list': [['rgb', 'rgba', 'hsl', 'hsla'], { message: fromTokens }],
    'declaration-property-unit-disallowed-list': [{ '/^font/': ['rpx', 'px', 'PX'] }, { message: fromTokens }],
    // Newer than the oldest WebView that WeChat still runs in (Chrome 80).
    'declaration-block-no-redundant-longhand-properties': [true, { ignoreShorthands: ['inset'] }],
    'media-feature-range-notation': 'prefix',
    'custom-property-empty-line-before': null,
    'declaration-empty-line-before': null,
    'no-descending-specificity': null,
    'color-function-notation': null,
    'alpha-value-notation': null,
  },
  overrides: [
    {
      files: ['miniapp/src/styles/**/*.scss', 'miniapp/src/ui/**/*.scss'],
      rules: {
        'color-no-hex': null,
        'function-disallowed-list': null,
        'declaration-property-unit-disallowed-list': null,
      },
    },
    {
      // Pages of our tools in the browser, not in WeChat.
      files: ['test/**/*.css'],
      rules: {
        'color-no-hex': null,
        'function-disallowed-list': null,
        'declaration-property-unit-disallowed-list': null,
        'selector-max-universal': null,
      },
    },
  ],
}
