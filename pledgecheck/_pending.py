"""TEMPORARY stand-ins for kinds that are not written yet."""
from pledgecheck.kinds.facts import DutyFact
from pledgecheck.model import LengthVerdict


class length:
    @staticmethod
    def analyse(document, judged, limits):
        n = sum(len(document.view.text[j.promise.start:j.promise.end].split()) for j in judged if not j.required_formula)
        k = sum(not j.required_formula for j in judged)
        verdict = "long" if n > limits["syllables_max"] else "short" if n < limits["syllables_min"] else "ok"
        return LengthVerdict(syllables=n, commitments=k, verdict=verdict, limits=dict(limits))


class dossier:
    @staticmethod
    def analyse(document, judged, lexicon, *, kind):
        return None


class duty:
    @staticmethod
    def compile_duties(duties):
        return None

    @staticmethod
    def analyse(document, judged, compiled, **kw):
        return DutyFact("unknown")
