"""City packs: a city as a folder of YAML and CSV files, loaded, checked and dumped."""

from samstad.sources.city_pack.dump import dump_packs
from samstad.sources.city_pack.load import Loaded, load_pack
from samstad.sources.city_pack.records import PackRefused

__all__ = ["Loaded", "PackRefused", "dump_packs", "load_pack"]
