// What it costs to construct one disclosed record of about 4 KB from its stored
// editions. The reference parses, clears and serializes messages, as a gateway
// that redacts would.
#include <benchmark/benchmark.h>

#include "absl/strings/str_cat.h"
#include "gateway/base/check.h"
#include "gateway/disclosure/editions.h"
#include "tests/property/disclosure/reference_construction.h"

namespace tasuki::disclosure {
namespace {

// All fields of an SOS contact; the complaint brings the record to 4 KB.
Editions FourKilobytes() {
  v1::Record record;
  v1::SosContact& contact = *record.mutable_sos_contact();
  contact.set_contact_id("S-2026-0117");
  contact.set_received_at(1780000000);
  contact.set_channel(v1::CONTACT_CHANNEL_LINE);
  contact.set_alias("ひまわり");
  contact.set_anonymity(v1::ANONYMITY_ALIAS);
  contact.set_prefecture("三重県");
  contact.set_municipality("桑名市");
  contact.set_age_band(v1::AGE_BAND_15_17);
  contact.set_weeks_self_reported("30w0d");
  contact.set_how_known(v1::HOW_KNOWN_TEST_KIT);
  contact.set_prenatal_care_received(true);
  contact.set_handbook_issued(true);
  std::string text;
  for (int i = 0; i < 1100; ++i) absl::StrAppend(&text, "話");
  contact.mutable_complaint()->set_text(text);
  contact.mutable_complaint()->set_reviewed_summary("妊婦健診を受けていない");
  contact.add_danger_signs(v1::DANGER_SIGN_FEVER);
  contact.add_mental_danger_signs(v1::MENTAL_DANGER_SIGN_SELF_HARM);
  contact.add_first_wishes(v1::FIRST_WISH_UNDECIDED);
  contact.add_must_not_know(v1::MUST_NOT_KNOW_PARENTS);
  contact.mutable_hesitation()->set_text(text.substr(0, 300));
  contact.mutable_accompaniment()->set_reviewed_summary("同行を希望");
  return *BuildEditions(record);
}

// Half of the categories, in both levels: no neighbouring fields to join.
LevelSet HalfOfTheFields() {
  return LevelSet::Of(CategorySet::Of(v1::CATEGORY_C06), v1::LEVEL_FULL)
      .Join(LevelSet::Of(
          CategorySet::Of(v1::CATEGORY_C07) | CategorySet::Of(v1::CATEGORY_C05),
          v1::LEVEL_REDUCED));
}

void BM_Construct(benchmark::State& state, const LevelSet& levels) {
  const Editions editions = FourKilobytes();
  CHECK(*Construct(editions, levels) == ReferenceConstruct(editions, levels));
  for (auto _ : state) {
    auto bytes = Construct(editions, levels);
    benchmark::DoNotOptimize(bytes);
  }
  state.counters["stored"] = static_cast<double>(editions.full.size());
  state.counters["out"] =
      static_cast<double>(Construct(editions, levels)->size());
}

void BM_Reference(benchmark::State& state, const LevelSet& levels) {
  const Editions editions = FourKilobytes();
  for (auto _ : state) {
    std::string bytes = ReferenceConstruct(editions, levels);
    benchmark::DoNotOptimize(bytes);
  }
}

BENCHMARK_CAPTURE(BM_Construct, half, HalfOfTheFields());
BENCHMARK_CAPTURE(BM_Construct, full, LevelSet::Full());
BENCHMARK_CAPTURE(BM_Construct, reduced,
                  LevelSet::Of(CategorySet::All(), v1::LEVEL_REDUCED));
BENCHMARK_CAPTURE(BM_Construct, nothing, LevelSet());
BENCHMARK_CAPTURE(BM_Reference, half, HalfOfTheFields());

}  // namespace
}  // namespace tasuki::disclosure

BENCHMARK_MAIN();
