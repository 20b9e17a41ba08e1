export default definePageConfig({ navigationBarTitleText: '引荐', enableShareAppMessage: true })
