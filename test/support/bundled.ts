/** Every bundled standard, with a period that it is in force in. */
export const bundled: readonly (readonly [criteria: string, period: string])[] = [
  ["thanh-hoa/model-ward@2019", "2020"],
  ["vn/law-access@2017", "2018"],
  ["vn/law-access@2021", "2023"],
  ["vn/law-access@2025", "2026"],
  ["vn/urban-civility@2022", "2023"],
  ["vn/ward-unit@2025", "2025"],
  ["vn/ward-planning@2016", "2018"],
  ["vn/new-rural-withdrawal@2022", "2024"],
];
