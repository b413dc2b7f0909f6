// The construction of a disclosure, which copies ranges of bytes, against the
// reference, which parses, clears and merges messages. Three words of eight
// bytes choose the categories at EXISTENCE, REDUCED and FULL; the rest is a
// record.
#include <string>

#include "gateway/base/check.h"
#include "gateway/disclosure/editions.h"
#include "gateway/model/level_set.h"
#include "tests/fuzz/fuzz.h"
#include "tests/property/disclosure/reference_construction.h"

namespace tasuki::fuzz {
namespace {

constexpr size_t kLevelBytes = 24;

CategorySet CategoriesFrom(absl::string_view eight_bytes) {
  uint64_t bits = 0;
  for (const char byte : eight_bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
  }
  return CategorySet::FromBits(bits);
}

LevelSet LevelsFrom(absl::string_view bytes) {
  const auto at = [bytes](size_t word, v1::Level level) {
    return LevelSet::Of(CategoriesFrom(bytes.substr(word * 8, 8)), level);
  };
  return at(0, v1::LEVEL_EXISTENCE)
      .Join(at(1, v1::LEVEL_REDUCED))
      .Join(at(2, v1::LEVEL_FULL));
}

// Bytes that no edition has: refused, or nothing withheld comes out of them.
void TryStoredBytes(const std::string& bytes, const LevelSet& levels) {
  const auto out = disclosure::Construct({bytes, bytes}, levels);
  if (!out.ok()) {
    CHECK(absl::IsDataLoss(out.status()));
    return;
  }
  const auto categories = disclosure::CategoriesIn(*out);
  CHECK(!categories.ok() || (*categories & ~levels.reduced()).empty());
}

void Try(absl::string_view bytes) {
  if (bytes.size() < kLevelBytes) return;
  const LevelSet levels = LevelsFrom(bytes);
  const std::string rest(bytes.substr(kLevelBytes));
  TryStoredBytes(rest, levels);

  v1::Record record;
  if (!record.ParseFromString(rest)) return;
  const auto editions = disclosure::BuildEditions(record);
  if (!editions.ok()) {
    CHECK(absl::IsInvalidArgument(editions.status()));
    return;
  }
  const auto out = disclosure::Construct(*editions, levels);
  CHECK(out.ok());
  CHECK(*out == disclosure::ReferenceConstruct(*editions, levels));
  const auto conference = disclosure::ConstructForConference(*editions, levels);
  CHECK(conference.ok());
  CHECK(*conference == disclosure::ReferenceConference(*editions, levels));
}

}  // namespace
}  // namespace tasuki::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tasuki::fuzz::Try(tasuki::fuzz::Bytes(data, size));
  return 0;
}
