#include <memory>

#include "gateway/base/check.h"
#include "gateway/store/committer.h"
#include "gateway/store/store.h"
#include "tests/contract/ledger_contract.h"
#include "tests/temporary_directory.h"

namespace tasuki {
namespace {

class SqliteLedger : public LedgerUnderTest {
 public:
  explicit SqliteLedger(const Clock* clock) {
    options_.directory = directory_.path() / "store";
    options_.origin = "gw.example.jp/audit/test";
    options_.cadence = absl::InfiniteDuration();
    options_.clock = clock;
    auto store = store::Store::Create(options_);
    CHECK(store.ok());
    store_ = *std::move(store);
  }

  exchange::Ledger& ledger() override { return store_->ledger(); }
  exchange::SubjectLog& log() override { return store_->log(); }
  std::string log_verifier() override { return store_->log_verifier(); }
  absl::Status PublishNow() override { return store_->PublishNow(); }
  void Reopen() override {
    store_.reset();
    auto store = store::Store::Open(options_);
    CHECK(store.ok());
    store_ = *std::move(store);
  }

 private:
  TemporaryDirectory directory_;
  store::StoreOptions options_;
  std::unique_ptr<store::Store> store_;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, LedgerContract,
                         ::testing::Values(LedgerKind{
                             "sqlite",
                             [](const Clock* clock) {
                               return std::make_unique<SqliteLedger>(clock);
                             },
                             store::Committer::kQueue}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tasuki
