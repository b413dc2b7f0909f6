#ifndef TESTS_PROPERTY_TIMING_COMPARISON_H_
#define TESTS_PROPERTY_TIMING_COMPARISON_H_

#include <vector>

namespace tasuki::timing {

// How two answers differ in time. The first two are about as a standard normal
// variable where they do not differ; one sample that took long moves neither.
struct Comparison {
  double rank_z = 0;     // Wilcoxon's signed ranks of other[i] - one[i]
  double cropped_t = 0;  // Welch's t of all but the slowest tenth of both
  double shift = 0;      // median of other[i] - one[i]
};

// one[i] and other[i] were measured side by side, so that whatever else the
// machine did meanwhile was done to both.
Comparison Compare(const std::vector<double>& one,
                   const std::vector<double>& other);

// Of what is not empty.
double Median(std::vector<double> values);

}  // namespace tasuki::timing

#endif  // TESTS_PROPERTY_TIMING_COMPARISON_H_
