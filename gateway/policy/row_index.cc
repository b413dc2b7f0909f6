#include "gateway/policy/row_index.h"

#include <bit>

#include "gateway/policy/legal_reader.h"

namespace tasuki::policy {
namespace {

// One number for audience and role: they are legal or not only together.
int ReaderNumber(v1::AudienceType audience, v1::Role role) {
  if (!IsLegalReader(audience, role)) return 0;
  return audience * (v1::Role_MAX + 1) + role;
}

bool ReaderIsHolder(const Situation& situation) {
  // A claim to be the holder of what another kind of body holds is a
  // contradiction; the answer that gives less is no.
  return situation.reader_is_holder && situation.reader == situation.holder;
}

}  // namespace

uint32_t RowIndex::Find(const Situation& situation) const {
  return row_at_[readers_[ReaderNumber(situation.reader, situation.role)] +
                 relations_[situation.relation] + holders_[situation.holder] +
                 purposes_[situation.purpose] + classes_[situation.case_class] +
                 is_holder_[ReaderIsHolder(situation) ? 1 : 0]];
}

uint32_t RowIndex::OpeningOf(uint32_t row, v1::BasisCode basis) const {
  const Row& found = rows_[row];
  // Bit 0 is the unknown basis, as is one outside the vocabulary.
  const uint64_t bit = basis > 0 && basis < 64 ? uint64_t{1} << basis : 0;
  if ((found.bases & bit) == 0) return Openings::kNothing;
  return opening_at_[found.first + std::popcount(found.bases & (bit - 1))];
}

size_t RowIndex::SizeInBytes() const {
  size_t bytes = openings_.SizeInBytes() + rows_.size() * sizeof(Row) +
                 (row_at_.size() + opening_at_.size()) * sizeof(uint32_t);
  for (const Attribute* attribute : {&readers_, &relations_, &holders_,
                                     &purposes_, &classes_, &is_holder_}) {
    bytes += attribute->offset.size() * sizeof(uint32_t);
  }
  for (const RowRules& rules : rules_) {
    bytes += sizeof(rules) +
             (rules.grants.size() + rules.ceilings.size()) * sizeof(uint32_t);
  }
  return bytes;
}

}  // namespace tasuki::policy
