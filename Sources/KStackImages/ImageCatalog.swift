public enum ImageCatalog {}
