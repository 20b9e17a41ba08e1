export default definePageConfig({ navigationBarTitleText: '新建触达计划' })
