# mawk -f summary.awk FILE: counts the wards of each level of standard.yaml, and nothing else. Columns are those of
# figures.mjs. A status is 1 (met), 0 (not met) or 2 (unknown); points are hundredths; numbers are doubles.

BEGIN { FS = "," }
NR == 1 { next }
{
  low = high = 0

  # Economy, mandatory
  economy = all(by_status(at_most($4, 2.35), 800, 0), by_status(at_least($5, 62.35), 600, 0), \
    by_status(at_least($6, 58.5), 600, 0))

  # Environment
  by_figure($7, $7 == "" ? 0 : int(500 * $7 / $8 + 0.5), 500)
  environment = two(share($7, $8, 80), by_status(at_least($9, 94.15), 300, 0), by_status(at_least($10, 1200), 200, 0))

  # Education
  by_figure($13, $13 < 80.05 ? 0 : $13 < 90.45 ? 150 : 300, 300)
  education = two(by_status(share($11, $12, 87.5), 400, 0), at_least($13, 90.45), by_status(word($14), 300, -100))

  # Health
  by_figure($15, $15 <= 70.15 ? 0 : $15 >= 95.15 ? 400 : int(16 * ($15 - 70.15) + 0.5), 400)
  health = any(at_least($15, 92.65), by_status(at_least($16, 9.5), 300, 0), by_status(word($17), 300, 0))

  # Security, with safe groups mandatory
  safe = by_status(share($18, $19, 70), 400, 0)
  security = all(safe, by_status(at_most($20, 5), 300, -50), by_status(word($21), 300, 0))

  # Culture
  culture = two(by_status(at_least($22, 85.55), 300, 0), by_status(share($23, $24, 75), 400, 0), \
    by_status(at_least($25, 6), 300, 0))

  # Government
  government = two(by_status(share($26, $27, 95), 800, 0), by_status(at_least($28, 82.35), 600, 0), \
    by_status(word($29), 600, 0))

  # Streets, by their points
  low_before = low
  high_before = high
  by_status(share($30, $31, 90), 500, 0)
  by_status(at_least($32, 88.25), 300, 0)
  by_figure($33, $33 < 4 ? 0 : $33 < 6.5 ? 100 : 200, 200)
  streets = reached(low - low_before, high - high_before, 600)

  least = most = 0
  count(economy); count(environment); count(education); count(health)
  count(security); count(culture); count(government); count(streets)

  mandatory = economy == 0 || safe == 0 ? 0 : economy == 1 && safe == 1 ? 1 : 2
  certified = all(mandatory, reached(least, most, 8), reached(low, high, 9000))
  silver = all(all(mandatory, government, 1), reached(least, most, 7), reached(low, high, 8500))
  bronze = all(mandatory, reached(least, most, 4), reached(low, high, 5500))
  if (certified) wards[certified == 1 ? "certified" : "undetermined"]++
  else if (silver) wards[silver == 1 ? "silver" : "undetermined"]++
  else if (bronze) wards[bronze == 1 ? "bronze" : "undetermined"]++
  else wards["none"]++
}
END { for (level in wards) print "level " level " " wards[level] }

function at_least(cell, goal) { return cell == "" ? 2 : cell + 0 >= goal }
function at_most(cell, goal) { return cell == "" ? 2 : cell + 0 <= goal }
function share(part, whole, percent) { return part == "" ? 2 : part * 100 >= whole * percent }
function word(cell) { return cell == "" ? 2 : cell == "Đạt" }

function all(a, b, c) { return a == 0 || b == 0 || c == 0 ? 0 : a == 1 && b == 1 && c == 1 ? 1 : 2 }
function any(a, b, c) { return a == 1 || b == 1 || c == 1 ? 1 : a == 0 && b == 0 && c == 0 ? 0 : 2 }
function two(a, b, c) { return reached((a == 1) + (b == 1) + (c == 1), (a > 0) + (b > 0) + (c > 0), 2) }
function reached(lowest, highest, goal) { return lowest >= goal ? 1 : highest < goal ? 0 : 2 }

# Adds the points of an indicator, and hands its status on.
function by_status(status, met, not_met) {
  low += status == 1 ? met : not_met
  high += status == 0 ? not_met : met
  return status
}
function by_figure(cell, points, greatest) {
  low += cell == "" ? 0 : points
  high += cell == "" ? greatest : points
}
function count(status) {
  least += status == 1
  most += status > 0
}
