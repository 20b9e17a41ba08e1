export default definePageConfig({ navigationBarTitleText: '修改求推荐' })
