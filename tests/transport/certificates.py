"""Certificates made for a test: an authority of an office, and what it vouches for; or somebody who vouches for
himself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HOST = "penyimpanan.kantor.test"
Vouching = tuple[x509.Certificate, EllipticCurvePrivateKey]


def authority() -> Vouching:
    """The authority of an office, known to nobody yet."""
    key = generate_private_key(SECP256R1())
    name = _name("Kantor Rekaan")
    made = _begun(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return made.sign(key, hashes.SHA256()), key


def server(folder: Path, by: Vouching | None = None) -> tuple[Path, Path]:
    """Certificate and key of a server at 127.0.0.1 and ``HOST``, by an authority or by itself."""
    key = generate_private_key(SECP256R1())
    name = _name(HOST)
    issuer, signing = (by[0].subject, by[1]) if by else (name, key)
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        _begun(name, issuer, key)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
    ).sign(signing, hashes.SHA256())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kunci.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return written(made, folder / "sertifikat.pem"), folder / "kunci.pem"


def written(certificate: x509.Certificate, path: Path) -> Path:
    """A certificate as a file, as an office hands it out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return path


def _name(word: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, word)])


def _begun(name: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    today = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
