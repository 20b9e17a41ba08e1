export default definePageConfig({ navigationBarTitleText: '引荐' })
