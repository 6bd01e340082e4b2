"""The tree agrees with the published vectors; every proof to 130 leaves holds."""

from functools import cache
from hashlib import sha256

import pytest

from sharewell.core.ledger.edge import BadEdge
from sharewell.core.ledger.growing import WIDTH, Growing, place
from sharewell.core.ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash
from sharewell.core.ledger.kept_nodes import (
    consistency_from_nodes,
    inclusion_from_nodes,
)
from sharewell.core.ledger.kept_nodes import (
    root_at as root_of_size,
)
from sharewell.core.ledger.tree import (
    Edge,
    OutsideTree,
    consistency_proof,
    inclusion_proof,
    root,
    verify_consistency,
    verify_inclusion,
)

LARGEST = 130
LEAVES = [leaf_hash(str(number).encode()) for number in range(LARGEST)]

# The eight leaves of the Certificate Transparency reference tests and the published
# root at each size from 0: facts, found in every implementation of RFC 6962.
CT_LEAVES = [
    leaf_hash(bytes.fromhex(text))
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
B = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
C = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"


@cache
def root_at(size: int) -> bytes:
    return root(LEAVES[:size])


@pytest.mark.parametrize(("size", "expected"), list(enumerate(CT_ROOTS)))
def test_root_is_the_published_one(size: int, expected: str) -> None:
    assert root(CT_LEAVES[:size]).hex() == expected


def test_empty_log_has_the_hash_of_nothing() -> None:
    assert root([]) == Edge().root() == EMPTY_ROOT == sha256(b"").digest()


def test_inclusion_proofs_are_the_published_ones() -> None:
    first = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
    assert [node.hex() for node in inclusion_proof(0, CT_LEAVES)] == [first, A, B]
    assert [n.hex() for n in inclusion_proof(5, CT_LEAVES)] == [D, C, CT_ROOTS[4]]


def test_consistency_proofs_are_the_published_ones() -> None:
    pair = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
    six = [node.hex() for node in consistency_proof(6, CT_LEAVES)]
    assert six == [pair, C, CT_ROOTS[4]]
    assert [node.hex() for node in consistency_proof(2, CT_LEAVES)] == [A, B]
    assert [node.hex() for node in consistency_proof(2, CT_LEAVES[:5])] == [A, D]


def test_every_inclusion_proof_verifies() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = inclusion_proof(index, LEAVES[:size])
            leaf, whole = LEAVES[index], root_at(size)
            assert verify_inclusion(leaf, index, size, proof, whole)


def test_every_consistency_proof_verifies() -> None:
    for size in range(LARGEST + 1):
        for old in range(size + 1):
            proof = consistency_proof(old, LEAVES[:size])
            assert verify_consistency(old, size, root_at(old), root_at(size), proof)


def test_proof_for_another_index_or_size_is_refused() -> None:
    for size in range(1, 35):
        for index in range(size):
            proof = inclusion_proof(index, LEAVES[:size])
            for other in set(range(-1, size + 1)) - {index}:
                args = LEAVES[index], other, size, proof, root_at(size)
                assert not verify_inclusion(*args)


def test_consistency_with_a_rewritten_past_is_refused() -> None:
    for size in range(2, 35):
        for old in range(1, size):
            rewritten = [leaf_hash(b"rewritten"), *LEAVES[1:size]]
            proof = consistency_proof(old, rewritten)
            new_root = root(rewritten)
            assert not verify_consistency(old, size, root_at(old), new_root, proof)


def test_proofs_of_the_wrong_shape_are_refused() -> None:
    proof = inclusion_proof(5, CT_LEAVES)
    whole = root(CT_LEAVES)
    wrong = [proof[:-1], (*proof, whole), (), (b"", *proof[1:]), proof[::-1]]
    for shape in wrong:
        assert not verify_inclusion(CT_LEAVES[5], 5, 8, shape, whole)
    assert not verify_inclusion(CT_LEAVES[5][:31], 5, 8, proof, whole)
    assert not verify_inclusion(CT_LEAVES[0], 0, 0, (), CT_LEAVES[0])
    proof = consistency_proof(6, CT_LEAVES)
    old = root(CT_LEAVES[:6])
    for shape in [proof[:-1], (*proof, whole), (), (b"", *proof[1:]), proof[::-1]]:
        assert not verify_consistency(6, 8, old, whole, shape)


@pytest.mark.parametrize(
    ("old", "new", "old_root", "new_root", "proof"),
    [
        (4, 4, root_at(4), root_at(5), ()),
        (4, 4, root_at(4), root_at(4), (root_at(1),)),
        (0, 4, root_at(1), root_at(4), ()),
        (0, 4, EMPTY_ROOT, root_at(4), (root_at(1),)),
        (5, 4, root_at(5), root_at(4), ()),
        (-1, 4, root_at(4), root_at(4), ()),
        (2, 4, root_at(2), root_at(2), ()),
    ],
)
def test_degenerate_consistency_claims_are_refused(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: tuple[bytes, ...]
) -> None:
    assert not verify_consistency(old, new, old_root, new_root, proof)


@pytest.mark.parametrize("index", [-1, 3, 4])
def test_proof_about_an_entry_that_is_not_there_is_refused(index: int) -> None:
    with pytest.raises(OutsideTree, match="There is no entry"):
        inclusion_proof(index, LEAVES[:3])


@pytest.mark.parametrize("old", [-1, 4])
def test_proof_about_a_size_that_never_was_is_refused(old: int) -> None:
    with pytest.raises(OutsideTree, match="never grew"):
        consistency_proof(old, LEAVES[:3])


def test_edge_has_the_root_of_every_size_and_survives_storage() -> None:
    edge = Edge()
    for size in range(LARGEST):
        assert edge.size == size
        assert edge.root() == root_at(size)
        assert Edge.from_bytes(edge.to_bytes()) == edge
        edge = edge.append(LEAVES[size])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 7,
        (1).to_bytes(8, "big"),
        (3).to_bytes(8, "big") + b"\0" * 32,
        (3).to_bytes(8, "big") + b"\0" * 65,
        (0).to_bytes(8, "big") + b"\0" * 32,
        (1).to_bytes(8, "big") + b"\0" * 33,
    ],
)
def test_stored_edge_that_does_not_fit_together_is_refused(data: bytes) -> None:
    with pytest.raises(BadEdge):
        Edge.from_bytes(data)


@pytest.mark.parametrize("leaf", [b"", b"\0" * 31, b"\0" * 33, "0" * 32])
def test_edge_takes_only_hashes(leaf: bytes) -> None:
    for size in (0, 1):
        edge = Edge() if size == 0 else Edge().append(LEAVES[0])
        with pytest.raises(BadEdge, match="32 bytes"):
            edge.append(leaf)


@pytest.mark.parametrize("size", [-1, 1 << 64])
def test_edge_of_an_impossible_size_is_refused(size: int) -> None:
    with pytest.raises(BadEdge, match="cannot have"):
        Edge(size, (LEAVES[0],))


def test_edge_with_a_node_that_is_no_hash_is_refused() -> None:
    with pytest.raises(BadEdge, match="32 bytes"):
        Edge(1, (LEAVES[0][:31],))


def test_hashes_cut_at_another_place_are_refused() -> None:
    # Joined, these are the bytes of the true pair, so they hash to the true root.
    longer, shorter = LEAVES[0] + LEAVES[1][:1], LEAVES[1][1:]
    assert not verify_inclusion(longer, 0, 2, (shorter,), root_at(2))
    assert not verify_consistency(1, 2, longer, root_at(2), (shorter,))


def test_proof_that_climbs_above_the_root_is_refused() -> None:
    above = LEAVES[9]
    high = node_hash(above, LEAVES[0])
    assert not verify_inclusion(LEAVES[0], 0, 1, (above,), high)
    old, new = node_hash(above, root_at(3)), node_hash(above, root_at(4))
    proof = (*consistency_proof(3, LEAVES[:4]), above)
    assert not verify_consistency(3, 4, old, new, proof)


def test_kept_nodes_give_the_same_roots_and_proofs() -> None:
    largest = 3 * WIDTH + 7
    leaves = [leaf_hash(str(number).encode()) for number in range(largest)]
    tree = Growing()
    tree.extend(leaves)
    kept = dict(tree.completed)
    assert len(kept) == 3

    def read(level: int, first: int, last: int) -> list[bytes]:
        assert last - first <= WIDTH
        if level == 0:
            return leaves[first:last]
        return [kept[place(level, number)] for number in range(first, last)]

    for size in (0, 1, 2, 255, 256, 257, 511, 512, 600, largest):
        assert root_of_size(size, read) == root(leaves[:size])
        for index in {0, 1, 200, 255, 256, 511, size - 1} & set(range(size)):
            proof = inclusion_from_nodes(index, size, read)
            assert proof == inclusion_proof(index, leaves[:size])
        for old in {0, 1, 3, 255, 256, 300, 512, size} & set(range(size + 1)):
            proof = consistency_from_nodes(old, size, read)
            assert proof == consistency_proof(old, leaves[:size])
    assert tree.edge().root() == root(leaves)


def test_nodes_of_higher_levels_are_kept_and_used() -> None:
    small = Growing()
    count = WIDTH * WIDTH + WIDTH + 1
    leaves = [hash_of.to_bytes(32, "big") for hash_of in range(count)]
    small.extend(leaves)
    kept = dict(small.completed)
    assert place(16, 0) in kept and place(8, WIDTH) in kept
    asked = []

    def read(level: int, first: int, last: int) -> list[bytes]:
        asked.append(last - first)
        if level == 0:
            return leaves[first:last]
        return [kept[place(level, number)] for number in range(first, last)]

    proof = inclusion_from_nodes(70_000 % count, count, read)
    whole = small.edge().root()
    assert verify_inclusion(leaves[70_000 % count], 70_000 % count, count, proof, whole)
    assert sum(asked) < 1_000 and max(asked) <= WIDTH


@pytest.mark.parametrize("ask", [inclusion_from_nodes, consistency_from_nodes])
def test_kept_nodes_know_no_more_than_the_log(ask) -> None:
    with pytest.raises(OutsideTree):
        ask(4, 3, lambda *_: [])


def test_growing_takes_only_hashes() -> None:
    with pytest.raises(BadEdge, match="32 bytes"):
        Growing().append(b"short")
