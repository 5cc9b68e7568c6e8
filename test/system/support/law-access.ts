/** The standard of these tests, and the ward of the story. */
export const CRITERIA = "vn/law-access@2025";
export const DRAFT = "2026-14797-vn-law-access@2025.jsonl";

/** The arguments of the story. */
export const ASSESS: readonly string[] = ["assess", "--criteria", CRITERIA, "--ward", "14797", "--period", "2026"];

/** Every question in the order in which it is asked: its field, what is typed, and what is saved. */
export const ANSWERS: readonly (readonly [field: string, typed: string, saved: string])[] = [
  ["documents_on_time", "5/5", "5/5"],
  ["drafts_consulted", "3/3", "3/3"],
  ["documents_checked", "5/5", "5/5"],
  ["information_list_made", "1", "Đạt"],
  ["information_list_posted", "đạt", "Đạt"],
  ["information_published", "40/40", "40/40"],
  ["requests_answered", "7/7", "7/7"],
  ["plan_on_time", "1", "Đạt"],
  ["plan_tasks", "12/12", "12/12"],
  ["plan_third_part", "1", "Đạt"],
  ["digital_activities", "4", "4"],
  ["resources_1", "1", "Đạt"],
  ["resources_2", "1", "Đạt"],
  ["resources_3", "1", "Đạt"],
  ["legal_aid_1", "1", "Đạt"],
  ["legal_aid_2", "1", "Đạt"],
  ["legal_aid_3", "1", "Đạt"],
  ["mediation_teams", "1", "Đạt"],
  ["mediators", "1", "Đạt"],
  ["mediated_in_time", "1", "Đạt"],
  ["mediation_success", "8/10", "8/10"],
  ["cooperation_activities", "1", "1"],
  ["mediation_paid", "8/8", "8/8"],
];
