#include "tests/property/timing/comparison.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "gateway/base/check.h"

namespace tasuki::timing {
namespace {

// Differences of nothing say nothing and are left out; equal ones share their
// ranks.
double SignedRanks(std::vector<double> differences) {
  std::erase(differences, 0.0);
  const size_t n = differences.size();
  if (n == 0) return 0;
  std::sort(differences.begin(), differences.end(),
            [](double a, double b) { return std::abs(a) < std::abs(b); });
  double signed_sum = 0, squares = 0;
  for (size_t i = 0; i < n;) {
    size_t end = i;
    while (end < n && std::abs(differences[end]) == std::abs(differences[i])) {
      ++end;
    }
    const double rank = static_cast<double>(i + end + 1) / 2;
    for (; i < end; ++i) {
      signed_sum += differences[i] > 0 ? rank : -rank;
      squares += rank * rank;
    }
  }
  return signed_sum / std::sqrt(squares);
}

struct Moments {
  double mean = 0, variance = 0, n = 0;
};

Moments MomentsBelow(double end, const std::vector<double>& values) {
  Moments moments;
  double sum = 0, squares = 0;
  for (const double value : values) {
    if (value >= end) continue;
    ++moments.n;
    sum += value;
  }
  if (moments.n < 2) return moments;
  moments.mean = sum / moments.n;
  for (const double value : values) {
    if (value < end) squares += std::pow(value - moments.mean, 2);
  }
  moments.variance = squares / (moments.n - 1);
  return moments;
}

double CroppedT(const std::vector<double>& one,
                const std::vector<double>& other) {
  std::vector<double> both = one;
  both.insert(both.end(), other.begin(), other.end());
  const auto tenth = both.begin() + static_cast<std::ptrdiff_t>(
                                        both.size() - both.size() / 10 - 1);
  std::nth_element(both.begin(), tenth, both.end());
  const Moments a = MomentsBelow(*tenth, one), b = MomentsBelow(*tenth, other);
  if (a.n < 2 || b.n < 2) return 0;
  const double error = std::sqrt(a.variance / a.n + b.variance / b.n);
  return error == 0 ? 0 : (b.mean - a.mean) / error;
}

}  // namespace

double Median(std::vector<double> values) {
  CHECK(!values.empty());
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

Comparison Compare(const std::vector<double>& one,
                   const std::vector<double>& other) {
  CHECK(one.size() == other.size() && !one.empty());
  std::vector<double> differences;
  differences.reserve(one.size());
  for (size_t i = 0; i < one.size(); ++i) {
    differences.push_back(other[i] - one[i]);
  }
  return {.rank_z = SignedRanks(differences),
          .cropped_t = CroppedT(one, other),
          .shift = Median(differences)};
}

}  // namespace tasuki::timing
